import { useMemo, useState } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import type { LineSeries } from '../../../src/plots/props.ts';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useKeptState, useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen, useIsSeen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { type BitsResult, toStartCurves, useBitsCurves } from '../lab/curves.ts';
import { toShare, usePrunedKernels } from '../lab/shares.ts';
import { useDenseWrong } from '../lab/wrong.ts';
import { type InitName, SCOPES, type Scope, toCurveStage, toShareRecipe } from '../recipe.ts';
import { isConvolution, MOST_PRUNED, STARTS, useSharing } from '../settings.ts';
import { measureBySize } from '../sharing.ts';
import { NetMissing } from './NetChoice.tsx';

const words = {
  sweeping: { en: 'Sharing and counting', zh: '正在共享并计数' },
  linear: { en: 'linear', zh: '线性' },
  density: { en: 'density', zh: '密度' },
  forgy: { en: 'Forgy', zh: 'Forgy' },
  optimal: { en: 'exact optimum', zh: '精确最优' },
  size: { en: 'How far weights of {layer} move, by their size', zh: '{layer} 的权重移动多远，按大小看' },
  sizeFinding: {
    en: 'Of the largest twentieth of the weights of {layer}, each moves on average: {list}.',
    zh: '{layer} 最大的二十分之一权重，平均移动：{list}。',
  },
  entry: { en: '{name} {value}', zh: '{name} {value}' },
  sizeX: { en: '|weight|', zh: '|权重|' },
  sizeY: { en: 'mean distance to its value', zh: '到共享值的平均距离' },
  measuring: { en: 'The weights are being sorted by size.', zh: '正在按大小给权重排序。' },
  prune: { en: 'Pruned first', zh: '先剪去' },
  bits: { en: 'Bits', zh: '位数' },
  scope: { en: 'Layers that share', zh: '哪些层共享' },
  all: { en: 'all', zh: '全部' },
  fc: { en: 'dense', zh: '全连接层' },
  conv: { en: 'convolutions', zh: '卷积层' },
  curve: { en: 'Wrong test images by start and bits', zh: '不同初值、不同位数下答错的图像' },
  curveX: { en: 'bits for a weight', zh: '每个权重的位数' },
  curveY: { en: 'test images wrong', zh: '答错的测试图像' },
  before: { en: 'before sharing', zh: '共享前' },
  note: { en: '{wrong} of {tested} wrong', zh: '{tested} 张中答错 {wrong} 张' },
  finding: { en: 'With {bits} bits: {list}.', zh: '{bits} 位时：{list}。' },
  wrong: { en: '{name} {wrong} wrong', zh: '{name}答错 {wrong} 张' },
  empty: { en: 'No point has been measured yet.', zh: '还没有测量任何一点。' },
} as const;

const scopeParam = choiceParam(SCOPES, 'all');
const PARTS = 20;

export const START_LOOK: Readonly<Record<InitName, Pick<LineSeries, 'variant' | 'dash' | 'marker'>>> = {
  linear: { variant: 'shared', dash: 'solid', marker: 'diamond' },
  density: { variant: 'retrained', dash: 'dashed', marker: 'square' },
  forgy: { variant: 'pruned', dash: 'dotted', marker: 'triangle' },
  optimal: { variant: 'dense', dash: 'dashdot', marker: 'circle' },
};

/** The starts against each other: what they do to weights of each size, and what that costs in test images. */
export function LargeFigure() {
  return (
    <Seen>
      <LargeBody />
    </Seen>
  );
}

function LargeBody() {
  const kernels = usePrunedKernels();
  const layers = kernels.map(({ layer }) => layer);
  const [layer, showLayer] = useShownLayer(layers);
  const { sharing, change } = useSharing();
  const say = useWords(words);
  if (kernels.length === 0) return <NetMissing />;
  return (
    <div className={styles.panel}>
      <div className={styles.controls}>
        <Slider
          label={say('bits')}
          value={sharing.fcBits}
          onChange={(fcBits) => change({ fcBits })}
          min={1}
          max={8}
          step={1}
          digits={0}
        />
        <Slider
          label={say('prune')}
          value={sharing.prune}
          onChange={(prune) => change({ prune })}
          min={0}
          max={MOST_PRUNED}
          step={0.01}
          unit="%"
          digits={0}
        />
      </div>
      <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
      <SizeChart layer={layer} />
      <StartCurves hasConv={kernels.some(({ shape }) => isConvolution(shape))} />
    </div>
  );
}

function SizeChart({ layer }: { readonly layer: string }) {
  const kernel = usePrunedKernels().find((each) => each.layer === layer);
  const { sharing } = useSharing();
  const [look, setLook] = useKeptState<string | null>('look-series', null);
  const say = useWords(words);
  const { decimal } = useFormats();
  const isSeen = useIsSeen();
  // Three codebooks of the largest layer: worked out when the reader comes here first, not before the page's first picture.
  const [isWanted, setIsWanted] = useState(isSeen);
  if (isSeen && !isWanted) setIsWanted(true);
  const series = useMemo(
    () =>
      kernel === undefined || !isWanted
        ? []
        : STARTS.map((init) => ({
            id: init,
            label: say(init),
            ...START_LOOK[init],
            points: measureBySize(toShare(kernel, sharing.fcBits, init, sharing.draw), PARTS).map(
              ({ size, distance }) => ({
                x: size,
                y: distance,
              }),
            ),
          })),
    [kernel, isWanted, sharing.fcBits, sharing.draw, say],
  );
  const list = series
    .map(({ label, points }) =>
      say('entry', {
        name: label,
        value: decimal(points.at(-1)?.y ?? 0, 4),
      }),
    )
    .join(', ');
  return (
    <LineChart
      id="error-by-size"
      title={say('size', { layer })}
      finding={say('sizeFinding', { layer, list })}
      showFinding={series.length > 0}
      state={series.length === 0 ? { kind: 'loading', message: say('measuring') } : { kind: 'ready' }}
      series={series}
      x={{ label: say('sizeX'), kind: 'log', format: (value) => decimal(value, 4) }}
      y={{ label: say('sizeY'), format: (value) => decimal(value, 3) }}
      {...(look === null ? {} : { emphasis: look })}
      onEmphasis={(id) => setLook(id ?? null)}
      aspect={0.45}
    />
  );
}

function StartCurves({ hasConv }: { readonly hasConv: boolean }) {
  const { sharing, change } = useSharing();
  const [wanted, setScope] = useLinkState('scope', scopeParam);
  const scope: Scope = hasConv ? wanted : 'all';
  const ids = useMemo(() => toStartCurves(scope), [scope]);
  const curves = useBitsCurves(sharing, ids);
  const [look, setLook] = useKeptState<string | null>('look-series', null);
  const dense = useDenseWrong();
  const say = useWords(words);
  const { percent, integer } = useFormats();
  const series = useMemo(
    () =>
      curves.curves
        .map(({ id: { init }, points }) => ({
          id: init,
          label: say(init),
          ...START_LOOK[init],
          points: points.map((point) => toPoint(point, say('note', toCounts(point, integer)))),
        }))
        .filter(({ points }) => points.length > 0),
    [curves.curves, say, integer],
  );
  const spoken = curves.curves.flatMap(({ id, points }) => {
    const point = points.find(({ bits }) => bits === sharing.fcBits);
    return point === undefined
      ? []
      : [say('wrong', { name: say(id.init), wrong: integer(point.ledger.wrong) })];
  });
  return (
    <>
      {hasConv && (
        <Segmented
          label={say('scope')}
          value={scope}
          options={SCOPES.map((id) => ({ id, label: say(id) }))}
          onChange={setScope}
        />
      )}
      <LineChart
        id="start-curves"
        title={say('curve')}
        finding={
          spoken.length === 0
            ? say('empty')
            : say('finding', { bits: sharing.fcBits, list: spoken.join(', ') })
        }
        showFinding
        state={series.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
        series={series}
        x={{ label: say('curveX'), domain: [1, 8], format: integer }}
        y={{ label: say('curveY'), kind: 'log', format: (value) => percent(value, 2) }}
        {...(dense === null || sharing.prune > 0
          ? {}
          : {
              references: [
                { axis: 'y' as const, value: dense.error, label: say('before'), variant: 'dense' as const },
              ],
            })}
        {...(look === null ? {} : { emphasis: look })}
        onEmphasis={(id) => setLook(id ?? null)}
        onPick={(id, point) => {
          const init = STARTS.find((each) => each === id);
          change({ fcBits: point.x, convBits: point.x, ...(init === undefined ? {} : { init }) });
        }}
        provenance={toShareRecipe(sharing.model, sharing.prune, toCurveStage('linear', scope, 4))}
        aspect={0.6}
      />
      <SweepBar
        sweep={curves}
        hasPoints={curves.curves.some(({ points }) => points.length > 0)}
        label={say('sweeping')}
      />
    </>
  );
}

function toPoint({ bits, ledger }: BitsResult, note: string) {
  return { x: bits, y: ledger.wrong / ledger.tested, note };
}

function toCounts({ ledger }: BitsResult, integer: (value: number) => string) {
  return { wrong: integer(ledger.wrong), tested: integer(ledger.tested) };
}
