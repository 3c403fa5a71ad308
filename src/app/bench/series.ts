/**
 * A run's curves as the loss chart wants them: loss and accuracy, each while training and after every epoch.
 */
import type { StreamPanel } from '../../plots/geometry/panels.ts';
import type { Variant } from '../../plots/types.ts';
import type { EpochPoint } from '../../state/runstate.ts';
import type { StepSeries } from '../../state/series.ts';

export interface LossWords {
  readonly loss: string;
  readonly accuracy: string;
  readonly training: string;
  readonly testing: string;
  /** How a share is written. */
  readonly percent: (fraction: number) => string;
}

export function toLossPanels(
  series: StepSeries,
  epochs: readonly EpochPoint[],
  words: LossWords,
): readonly StreamPanel[] {
  const steps = epochs.map((each) => each.totalSteps);
  return [
    {
      id: 'loss',
      axis: { label: words.loss, kind: 'log' },
      series: [
        { id: 'train', label: words.training, variant: 'dense', steps: series.steps, values: series.losses },
        {
          id: 'test',
          label: words.testing,
          variant: 'retrained',
          steps,
          values: epochs.map((each) => each.evaluation.loss),
          sparse: true,
        },
      ],
    },
    {
      id: 'accuracy',
      axis: { label: words.accuracy, format: words.percent },
      series: [
        {
          id: 'train',
          label: words.training,
          variant: 'dense',
          steps: series.steps,
          values: series.accuracies,
        },
        {
          id: 'test',
          label: words.testing,
          variant: 'retrained',
          steps,
          values: epochs.map((each) => 1 - each.evaluation.error),
          sparse: true,
        },
      ],
    },
  ];
}

/** One run among several on one chart. */
export interface CurveRun {
  readonly id: string;
  readonly label: string;
  readonly series: StepSeries;
  readonly epochs: readonly EpochPoint[];
}

/** Colours that can be told apart on one chart; runs beyond them are left out. */
const VARIANTS: readonly Variant[] = [
  'accent',
  'pruned',
  'retrained',
  'shared',
  'quantized',
  'distilled',
  'dense',
];
export const MOST_CURVES = VARIANTS.length;

/** The training loss of each run, and below it what part of the test images it got wrong after each epoch. */
export function toComparedPanels(
  runs: readonly CurveRun[],
  words: Pick<LossWords, 'loss' | 'percent'> & { readonly error: string },
): readonly StreamPanel[] {
  const shown = runs.slice(0, MOST_CURVES).map((run, index) => ({ ...run, variant: VARIANTS[index]! }));
  return [
    {
      id: 'loss',
      axis: { label: words.loss, kind: 'log' },
      series: shown.map(({ id, label, variant, series }) => ({
        id,
        label,
        variant,
        steps: series.steps,
        values: series.losses,
        smoothing: 0.95,
      })),
    },
    {
      id: 'error',
      axis: { label: words.error, kind: 'log', format: words.percent },
      series: shown.map(({ id, label, variant, epochs }) => ({
        id,
        label,
        variant,
        steps: epochs.map((each) => each.totalSteps),
        values: epochs.map((each) => each.evaluation.error),
        sparse: true,
      })),
    },
  ];
}
