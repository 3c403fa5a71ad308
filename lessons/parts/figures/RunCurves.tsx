import { useMemo } from 'react';
import { LossChart } from '../../../src/plots/loss/LossChart.tsx';
import { useRun } from '../../../src/state/hooks.ts';
import type { RunState } from '../../../src/state/runstate.ts';
import { useFormats, useWords } from '../words.ts';
import { Readout } from './Readout.tsx';

const words = {
  title: { en: 'Loss and accuracy while training', zh: '训练中的损失与准确率' },
  empty: { en: 'Nothing has been trained yet.', zh: '还没有开始训练。' },
  finding: {
    en: 'After {step} steps the training loss is {loss}; {accuracy} of the training images are answered correctly.',
    zh: '训练 {step} 步后，训练损失为 {loss}，训练图像答对 {accuracy}。',
  },
  loss: { en: 'loss', zh: '损失' },
  accuracy: { en: 'answered correctly', zh: '答对的比例' },
  test: { en: 'test images', zh: '测试图像' },
  held: { en: 'images held back', zh: '留出的图像' },
  training: { en: 'training images', zh: '训练图像' },
  step: { en: 'training steps', zh: '训练步数' },
  epoch: { en: 'epoch {n}', zh: '第 {n} 轮' },
  lossNow: { en: 'Loss', zh: '损失' },
  accuracyNow: { en: 'Training images right', zh: '训练图像答对' },
  wrong: { en: 'Test images wrong', zh: '测试图像答错' },
  heldWrong: { en: 'Images held back wrong', zh: '留出的图像答错' },
  wrongDetail: { en: 'of {tested}, after epoch {epoch}', zh: '共 {tested} 张，第 {epoch} 轮之后' },
  speed: { en: 'Images per second', zh: '每秒图像数' },
} as const;

const RECENT = 20;

/** The live curves of a run. Epochs are counted through all its trainings, as the steps of the axis are. */
export function RunCurves({ name }: { readonly name: string }) {
  const run = useRun(name);
  const say = useWords(words);
  const { decimal, percent, integer } = useFormats();
  const { series } = run;
  const { isHeld, tests, boundaries } = useEpochs(run, say);
  const loss = toRecentMean(series.losses);
  const accuracy = toRecentMean(series.accuracies);
  return (
    <LossChart
      id={`${name}-curves`}
      title={say('title')}
      finding={say('finding', {
        step: integer(run.step),
        loss: decimal(loss ?? 0, 3),
        accuracy: percent(accuracy ?? 0),
      })}
      state={series.steps.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
      stepLabel={say('step')}
      {...(run.totalSteps > 0 ? { stepsTotal: run.totalSteps } : {})}
      boundaries={boundaries}
      provenance={run.recipe}
      panels={[
        {
          id: 'loss',
          axis: { label: say('loss') },
          series: [
            {
              id: 'loss',
              label: say('training'),
              variant: 'accent',
              steps: series.steps,
              values: series.losses,
            },
          ],
        },
        {
          id: 'accuracy',
          axis: { label: say('accuracy'), domain: [0, 1], format: (value) => percent(value) },
          series: [
            {
              id: 'train',
              label: say('training'),
              variant: 'accent',
              steps: series.steps,
              values: series.accuracies,
            },
            { id: 'test', label: say(isHeld ? 'held' : 'test'), variant: 'dense', sparse: true, ...tests },
          ],
        },
      ]}
    />
  );
}

/** What was counted after each epoch, and where the next one begins. */
function useEpochs({ epochs }: RunState, say: ReturnType<typeof useWords<typeof words>>) {
  const isHeld = epochs[0]?.evaluation.split === 'validation';
  const tests = useMemo(
    () => ({
      steps: epochs.map(({ totalSteps }) => totalSteps),
      values: epochs.map(({ evaluation }) => 1 - evaluation.error),
    }),
    [epochs],
  );
  const boundaries = useMemo(
    () =>
      epochs
        .slice(0, -1)
        .map(({ totalSteps }, at) => ({ step: totalSteps, label: say('epoch', { n: at + 2 }) })),
    [epochs, say],
  );
  return { isHeld, tests, boundaries };
}

/** The numbers of a run as it goes; renders alone, since they change with every step. */
export function RunReadout({ name }: { readonly name: string }) {
  const run = useRun(name);
  const say = useWords(words);
  const { decimal, percent, integer } = useFormats();
  const loss = toRecentMean(run.series.losses);
  const accuracy = toRecentMean(run.series.accuracies);
  const last = run.epochs.at(-1);
  return (
    <Readout
      items={[
        { label: say('lossNow'), value: loss === null ? '–' : decimal(loss, 3) },
        { label: say('accuracyNow'), value: accuracy === null ? '–' : percent(accuracy) },
        {
          label: say(last?.evaluation.split === 'validation' ? 'heldWrong' : 'wrong'),
          value: last === undefined ? '–' : integer(last.evaluation.wrong),
          ...(last === undefined
            ? {}
            : {
                detail: say('wrongDetail', {
                  tested: integer(last.evaluation.tested),
                  epoch: run.epochs.length,
                }),
              }),
        },
        { label: say('speed'), value: toSpeed(run) === null ? '–' : integer(toSpeed(run)!) },
      ]}
    />
  );
}

function toSpeed({ pace, epochs }: RunState): number | null {
  return pace?.imagesPerSecond ?? epochs.at(-1)?.imagesPerSecond ?? null;
}

/** The mean of the last few points: single batches jump. */
function toRecentMean(values: Float32Array): number | null {
  if (values.length === 0) return null;
  const recent = values.subarray(Math.max(0, values.length - RECENT));
  return recent.reduce((sum, each) => sum + each, 0) / recent.length;
}
