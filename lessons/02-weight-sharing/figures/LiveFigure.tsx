import { useEffect, useMemo } from 'react';
import { groupGradients } from '../../../src/math/kmeans.ts';
import { CodeBars } from '../../../src/plots/sharing/CodeBars.tsx';
import { GROUPING_STEPS, GroupingChart } from '../../../src/plots/sharing/GroupingChart.tsx';
import type { GradientAnswer } from '../../../src/protocol/commands.ts';
import { MODEL_DATASET } from '../../../src/recipe/zoo.ts';
import { useGradient, useModel } from '../../../src/state/hooks.ts';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useKeptState, useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam, numberParam } from '../../../src/ui/lesson/params.ts';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen, useIsSeen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { usePrunedKernels, useShare } from '../lab/shares.ts';
import { SLOTS } from '../lab/slots.ts';
import { useSharing } from '../settings.ts';
import { NO_CODE, type SharedLayer, toSharedModel } from '../sharing.ts';
import { toMatrix, useChosenWeight } from './CodebookFigure.tsx';
import { useGroupingLabels } from './grouping.ts';
import { NetMissing } from './NetChoice.tsx';
import { StepPlayer } from './StepPlayer.tsx';

const words = {
  images: { en: 'Training images', zh: '训练图像' },
  rate: { en: 'Learning rate', zh: '学习率' },
  title: {
    en: 'Sixteen weights of {layer}, and the sums of all',
    zh: '{layer} 中的十六个权重，以及全层的和',
  },
  finding: {
    en: 'Weights in rows {row} to {lastRow} and columns {column} to {lastColumn} of {layer}: {codes} different codes.',
    zh: '{layer} 第 {row} 到 {lastRow} 行、第 {column} 到 {lastColumn} 列的权重，共有 {codes} 种编号。',
  },
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
  waiting: { en: 'The engine is working out the gradients.', zh: '引擎正在计算梯度。' },
  failed: {
    en: 'The gradients could not be worked out; change a control to try again.',
    zh: '没能算出梯度，动一下控件可以重试。',
  },
} as const;

const stepParam = choiceParam(GROUPING_STEPS, 'share');
const rateParam = numberParam({ initial: 0.001, min: 0.0001, max: 1, digits: 4 });
const imagesParam = numberParam({ initial: 100, min: 1, max: 500, digits: 0 });
const SIDE = 4;

/** The four steps of the example on the live layer, with the gradients that the engine works out. */
export function LiveFigure() {
  return (
    <Seen>
      <LiveBody />
    </Seen>
  );
}

function LiveBody() {
  const layers = usePrunedKernels().map(({ layer }) => layer);
  const [layer, showLayer] = useShownLayer(layers);
  const share = useShare(layer);
  const { sharing } = useSharing();
  const [images, setImages] = useLinkState('images', imagesParam);
  const [rate, setRate] = useLinkState('liveRate', rateParam);
  const say = useWords(words);
  const isSeen = useIsSeen();
  const isShared = useModel(SLOTS.shared, ({ summary }) => summary?.name === sharing.model);
  const query = useMemo(
    () =>
      share === null || !isShared || !isSeen
        ? null
        : { tensor: share.kernel.name, dataset: MODEL_DATASET[sharing.model], examples: images },
    [share, isShared, isSeen, sharing.model, images],
  );
  const gradient = useGradient(SLOTS.shared, query);
  const answer = gradient.answer ?? gradient.previous?.answer ?? null;
  if (share === null) return <NetMissing />;
  return (
    <div className={styles.panel}>
      <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
      {answer === null || answer.values.length !== share.codes.length ? (
        <Notice isLive={false}>{say(gradient.status === 'failed' ? 'failed' : 'waiting')}</Notice>
      ) : (
        <LiveSteps share={share} answer={answer} images={images} rate={rate} />
      )}
      <div className={styles.controls}>
        <Slider
          label={say('rate')}
          value={rate}
          onChange={setRate}
          min={0.0001}
          max={1}
          step={0.0001}
          scale="log"
          digits={4}
        />
        <Slider
          label={say('images')}
          value={images}
          onChange={setImages}
          min={1}
          max={500}
          step={1}
          digits={0}
        />
      </div>
    </div>
  );
}

interface LiveStepsProps {
  readonly share: SharedLayer;
  readonly answer: GradientAnswer;
  readonly images: number;
  readonly rate: number;
}

function LiveSteps({ share, answer, images, rate }: LiveStepsProps) {
  const [step, setStep] = useLinkState('liveStep', stepParam);
  const { kernel, codes, centroids, counts, survivors } = share;
  const [picked, setPicked] = useKeptState('live-code', 0);
  const code = Math.min(picked, centroids.length - 1);
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const sums = useMemo(() => sumByCode(share, answer.values), [share, answer]);
  const largest = sums.reduce((best, each, at) => (Math.abs(each) > Math.abs(sums[best]!) ? at : best), 0);
  const range = useMemo(() => findRange(codes, answer.values, code), [codes, answer, code]);
  const updated = useMemo(
    () => centroids.map((centroid, at) => centroid - rate * sums[at]!),
    [centroids, sums, rate],
  );
  const small = (value: number) => toScientific(value);
  return (
    <>
      <StepPlayer step={step} onStep={setStep} />
      <Corner share={share} answer={answer} sums={sums} updated={updated} step={step} />
      <CodeBars
        id="gradient-sums"
        title={say('sums', { layer: kernel.layer })}
        finding={say('sumsFinding', {
          weights: integer(survivors),
          n: centroids.length,
          code: largest,
          sum: small(sums[largest] ?? 0),
        })}
        values={sums}
        valueLabel={say('sum')}
        codeLabel={say('code')}
        format={small}
        describe={(at) =>
          say('ofWeights', { n: integer(counts[at] ?? 0), value: decimal(centroids[at] ?? 0, 4) })
        }
        picked={code}
        onPick={setPicked}
        heightEm={6}
      />
      <p className={styles.arithmetic}>
        {say('lens', {
          code,
          n: integer(counts[code] ?? 0),
          low: small(range[0]),
          high: small(range[1]),
          sum: small(sums[code] ?? 0),
          value: decimal(centroids[code] ?? 0, 5),
          rate: decimal(rate, 4),
          after: decimal(updated[code] ?? 0, 5),
        })}
      </p>
      <LossReadout share={share} updated={updated} answer={answer} images={images} />
    </>
  );
}

interface CornerProps {
  readonly share: SharedLayer;
  readonly answer: GradientAnswer;
  readonly sums: Float64Array;
  readonly updated: Float32Array;
  readonly step: (typeof GROUPING_STEPS)[number];
}

/** Sixteen weights around the one that the reader chose in the index matrix. */
function Corner({ share, answer, sums, updated, step }: CornerProps) {
  const { kernel, codes, centroids, counts } = share;
  const { rows, columns } = toMatrix(share);
  const [at] = useChosenWeight(rows, columns);
  const say = useWords(words);
  const labels = useGroupingLabels(true);
  const row = Math.max(0, Math.min(at.row, rows - SIDE));
  const column = Math.max(0, Math.min(at.column, columns - SIDE));
  const down = Math.min(SIDE, rows);
  const across = Math.min(SIDE, columns);
  const places = Array.from(
    { length: down * across },
    (_, i) => (row + Math.floor(i / across)) * columns + column + (i % across),
  );
  const shown = places.map((place) => codes[place]!);
  return (
    <GroupingChart
      id="live-step"
      title={say('title', { layer: kernel.layer })}
      finding={say('finding', {
        layer: kernel.layer,
        row: row + 1,
        lastRow: row + down,
        column: column + 1,
        lastColumn: column + across,
        codes: new Set(shown).size,
      })}
      rows={down}
      columns={across}
      cells={places.map((place) => ({
        weight: kernel.values[place]!,
        gradient: answer.values[place]!,
        code: codes[place] === NO_CODE ? null : codes[place]!,
      }))}
      codebook={Array.from(centroids, (centroid, code) => ({
        centroid,
        sum: sums[code]!,
        updated: updated[code]!,
        others: counts[code]! - shown.filter((each) => each === code).length,
      }))}
      step={step}
      formatWeight={(value) => toFixed(value, 3)}
      formatGradient={(value) => toFixed(1000 * value, 2)}
      formatCentroid={(value) => toFixed(value, 5)}
      labels={labels}
    />
  );
}

interface LossReadoutProps {
  readonly share: SharedLayer;
  readonly updated: Float32Array;
  readonly answer: GradientAnswer;
  readonly images: number;
}

/** What the step did: the loss of the same images with this layer's values moved, and nothing else. */
function LossReadout({ share, updated, answer, images }: LossReadoutProps) {
  const { sharing } = useSharing();
  const snapshot = useModel(SLOTS.shared, (state) => state.snapshot);
  const { loadSnapshot } = useModel(SLOTS.stepped, ({ actions }) => actions);
  useEffect(() => {
    if (snapshot === null) return;
    const timer = setTimeout(() => {
      const shared = Float32Array.from(share.codes, (code) => (code === NO_CODE ? 0 : updated[code]!));
      const others = snapshot.transforms.filter(({ tensor }) => tensor !== share.kernel.name);
      const stepped = toSharedModel(snapshot, [{ ...share, shared }]);
      loadSnapshot({ ...stepped, transforms: [...others, ...stepped.transforms] }).catch(() => {});
    }, 300);
    return () => clearTimeout(timer);
  }, [snapshot, share, updated, loadSnapshot]);
  const after = useGradient(SLOTS.stepped, {
    tensor: share.kernel.name,
    dataset: MODEL_DATASET[sharing.model],
    examples: images,
  });
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

function sumByCode({ codes, centroids }: SharedLayer, gradients: Float32Array): Float64Array {
  const places = [...codes.keys()].filter((at) => codes[at] !== NO_CODE);
  return groupGradients(
    places.map((at) => codes[at]!),
    places.map((at) => gradients[at]!),
    centroids.length,
  );
}

function findRange(codes: Uint16Array, gradients: Float32Array, code: number): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  codes.forEach((each, at) => {
    if (each !== code) return;
    low = Math.min(low, gradients[at]!);
    high = Math.max(high, gradients[at]!);
  });
  return low > high ? [0, 0] : [low, high];
}

/** So many digits, with a true minus. */
function toFixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** Three digits, and a power of ten where there are many zeros. */
function toScientific(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 0.001 && size < 1000) return String(Number(value.toPrecision(3))).replace('-', '−');
  const [digits, exponent] = value.toExponential(2).split('e');
  return `${Number(digits)}e${Number(exponent)}`.replaceAll('-', '−');
}
