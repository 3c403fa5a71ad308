/** A run's curves as the loss chart wants them: loss and accuracy, each while training and after every epoch. */
import type { StreamPanel } from '../../plots/props.ts';
import type { EpochPoint } from '../../state/runstate.ts';
import type { StepSeries } from '../../state/series.ts';

export interface LossWords {
  readonly loss: string;
  readonly accuracy: string;
  readonly training: string;
  readonly testing: string;
}

const toPercent = (value: number) => `${Number((value * 100).toFixed(1))}\u00a0%`;

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
      axis: { label: words.accuracy, format: toPercent },
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
