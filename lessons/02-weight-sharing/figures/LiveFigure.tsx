import { useEffect, useMemo } from 'react';
import { CodeBars } from '../../../src/plots/sharing/CodeBars.tsx';
import type { GradientAnswer } from '../../../src/protocol/commands.ts';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useGradient, useModel } from '../../../src/state/hooks.ts';
import { findRange, sumByCode } from '../../../src/techniques/cluster/gradients.ts';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { isOf } from '../../parts/nets.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { NetMissing, slots, toName, useSettings } from '../lesson.ts';
import { type SharedLayer, toSharedModel, toValues } from '../sharing.ts';
import { toScientific } from './gradienttext.ts';
import { LiveCorner } from './LiveCorner.tsx';
import { useLayer, useShare } from './layers.ts';
import { StepControls, useGroupingStep } from './StepControls.tsx';

const words = {
  waiting: { en: 'The engine is working out the gradients.', zh: '引擎正在计算梯度。' },
  failed: {
    en: 'The gradients could not be worked out; change a control to try again.',
    zh: '没能算出梯度，动一下控件可以重试。',
  },
  corner: { en: 'Sixteen weights', zh: '十六个权重' },
  all: { en: 'All values', zh: '全部取值' },
  sums: { en: 'Summed gradient of each value of {layer}', zh: '{layer} 每个值的梯度之和' },
  sumsFinding: {
    en: 'The gradients of {weights} weights become {n} sums; the largest belongs to code {code}: {sum}.',
    zh: '{weights} 个权重的梯度合成 {n} 个和；最大的属于编号 {code}：{sum}。',
  },
  code: { en: 'code', zh: '编号' },
  sum: { en: 'summed gradient', zh: '梯度之和' },
  ofWeights: { en: '{n} weights, value {value}', zh: '{n} 个权重，值 {value}' },
  lens: {
    en: 'Code {code}: {n} gradients, from {low} to {high}, sum to {sum}. {value} − {rate} · ({sum}) = {after}',
    zh: '编号 {code}：{n} 个梯度，从 {low} 到 {high}，加起来是 {sum}。{value} − {rate} ·（{sum}）= {after}',
  },
  before: { en: 'Loss on these images', zh: '这些图像上的损失' },
  after: { en: 'Loss after the step', zh: '走一步之后的损失' },
  right: { en: '{right} of {n} right', zh: '{n} 张答对 {right} 张' },
} as const;

const RATE = slider('liveRate', {
  label: { en: 'Learning rate', zh: '学习率' },
  initial: 0.001,
  ...{ min: 0.0001, max: 1, step: 0.0001, scale: 'log', digits: 4 },
});
const IMAGES = slider('images', {
  label: { en: 'Training images', zh: '训练图像' },
  initial: 100,
  ...{ min: 1, max: 500, step: 1, digits: 0 },
});
/** Holds the shared net after the one step that the reader looks at. */
const STEPPED = toName('stepped');

/** The four steps of the example on the live layer, with the gradients that the engine works out. */
export function LiveFigure() {
  const shown = useLayer();
  const { model } = shown.sharing;
  const share = useShare(shown);
  const [images] = useDial(IMAGES);
  const [rate] = useDial(RATE);
  const say = useWords(words);
  const isSeen = useIsSeen();
  const isShared = useModel(slots.shared, isOf(model));
  const tensor = share === null || !isShared || !isSeen ? null : share.kernel.name;
  const query = useMemo(
    () => (tensor === null ? null : { tensor, dataset: MODEL_DATASET[model], examples: images }),
    [tensor, model, images],
  );
  const gradient = useGradient(slots.shared, query);
  const answer = gradient.answer ?? gradient.previous?.answer ?? null;
  if (share === null) return <NetMissing />;
  const controls = (
    <>
      <Dial of={RATE} />
      <Dial of={IMAGES} />
      <LayerChoice {...shown.choice} />
    </>
  );
  if (answer === null || answer.values.length !== share.codes.length)
    return (
      <FigurePanel id="live" controls={controls}>
        <Notice isLive={false}>{say(gradient.status === 'failed' ? 'failed' : 'waiting')}</Notice>
      </FigurePanel>
    );
  return <LiveSteps share={share} answer={answer} images={images} rate={rate} controls={controls} />;
}

interface LiveStepsProps {
  readonly share: SharedLayer;
  readonly answer: GradientAnswer;
  readonly images: number;
  readonly rate: number;
  readonly controls: React.ReactNode;
}

/**
 * Gradient, group, sum, update on sixteen weights, the sums of all codes, and what the step does to the loss.
 */
function LiveSteps({ share, answer, images, rate, controls }: LiveStepsProps) {
  const [step, setStep] = useGroupingStep('liveStep');
  const { centroids } = share;
  const say = useWords(words);
  const sums = useMemo(() => sumByCode(share.codes, answer.values, share.centroids.length), [share, answer]);
  const updated = useMemo(
    () => centroids.map((centroid, at) => centroid - rate * sums[at]!),
    [centroids, sums, rate],
  );
  const worked = { share, answer, sums, updated };
  return (
    <FigurePanel
      id="live"
      controls={controls}
      actions={<StepControls step={step} onStep={setStep} />}
      readout={<LossReadout share={share} updated={updated} answer={answer} images={images} />}
      views={[
        { id: 'corner', label: say('corner'), content: <LiveCorner {...worked} step={step} /> },
        { id: 'sums', label: say('all'), content: <Sums {...worked} rate={rate} /> },
      ]}
    />
  );
}

interface SumsProps extends Pick<LiveStepsProps, 'share' | 'answer' | 'rate'> {
  readonly sums: Float64Array;
  readonly updated: Float32Array;
}

/** The summed gradient of every value, one of them with its arithmetic. */
function Sums({ share, answer, rate, sums, updated }: SumsProps) {
  const { kernel, codes, centroids, counts, survivors } = share;
  const [picked, setPicked] = useKeptState('live-code', 0);
  const code = Math.min(picked, centroids.length - 1);
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const largest = sums.reduce((best, each, at) => (Math.abs(each) > Math.abs(sums[best]!) ? at : best), 0);
  const [low, high] = useMemo(() => findRange(codes, answer.values, code), [codes, answer, code]);
  const lens = say('lens', {
    code,
    n: integer(counts[code] ?? 0),
    low: toScientific(low),
    high: toScientific(high),
    sum: toScientific(sums[code] ?? 0),
    value: decimal(centroids[code] ?? 0, 5),
    rate: decimal(rate, 4),
    after: decimal(updated[code] ?? 0, 5),
  });
  const names = { weights: integer(survivors), n: centroids.length, code: largest };
  return (
    <CodeBars
      id="gradient-sums"
      title={say('sums', { layer: kernel.layer })}
      finding={say('sumsFinding', { ...names, sum: toScientific(sums[largest] ?? 0) })}
      caption={lens}
      values={sums}
      valueLabel={say('sum')}
      codeLabel={say('code')}
      format={toScientific}
      describe={(at) =>
        say('ofWeights', { n: integer(counts[at] ?? 0), value: decimal(centroids[at] ?? 0, 4) })
      }
      picked={code}
      onPick={setPicked}
    />
  );
}

interface LossReadoutProps extends Pick<LiveStepsProps, 'share' | 'answer' | 'images'> {
  readonly updated: Float32Array;
}

/** What the step did: the loss of the same images with this layer's values moved, and nothing else. */
function LossReadout({ share, updated, answer, images }: LossReadoutProps) {
  const { model } = useSettings().settings;
  const snapshot = useModel(slots.shared, (state) => state.snapshot);
  const { loadSnapshot } = useModel(STEPPED, ({ actions }) => actions);
  useEffect(() => {
    if (snapshot === null) return;
    const timer = setTimeout(() => {
      const shared = toValues(share.codes, updated);
      const others = snapshot.transforms.filter(({ tensor }) => tensor !== share.kernel.name);
      const stepped = toSharedModel(snapshot, [{ ...share, shared }]);
      loadSnapshot({ ...stepped, transforms: [...others, ...stepped.transforms] }, model).catch(() => {});
    }, 300);
    return () => clearTimeout(timer);
  }, [snapshot, share, updated, model, loadSnapshot]);
  const dataset = MODEL_DATASET[model];
  const after = useGradient(STEPPED, { tensor: share.kernel.name, dataset, examples: images });
  const shown = after.answer ?? after.previous?.answer ?? null;
  const say = useWords(words);
  const { decimal } = useFormats();
  return (
    <Readout
      items={[
        {
          label: say('before'),
          value: decimal(answer.loss, 6),
          detail: say('right', { right: answer.correct, n: images }),
        },
        {
          label: say('after'),
          value: shown === null ? '…' : decimal(shown.loss, 6),
          isPending: after.answer === null,
          ...(shown === null ? {} : { detail: say('right', { right: shown.correct, n: images }) }),
        },
      ]}
    />
  );
}
