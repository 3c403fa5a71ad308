import { useEffect, useMemo, useState } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { type BreakEvenPoint, CURVE_BITS, CURVE_LEVELS, weighLevel } from '../lab/gaps.ts';
import { useDenseKernels, useSettings } from '../lesson.ts';
import { toDenseRecipe } from '../recipe.ts';

const words = {
  title: { en: 'What a weight’s place costs in {layer}', zh: '{layer} 中一个权重的位置要花几位' },
  x: { en: 'weights gone', zh: '剪去的权重' },
  y: { en: 'bits a weight', zh: '每个权重的位数' },
  width: { en: '{bits} bits', zh: '{bits} 位' },
  floor: { en: 'entropy', zh: '熵' },
  now: { en: 'as set', zh: '当前设置' },
  working: { en: 'Cutting the layer and writing its positions', zh: '正在剪这一层并写出位置' },
  finding: {
    en: 'The cheapest width is {low} bits at {lowLevel} and {high} bits at {highLevel}.',
    zh: '最省的位数：{lowLevel} 时是 {low} 位，{highLevel} 时是 {high} 位。',
  },
} as const;

const CODE_BITS = 5;
const DASHES = ['dotted', 'dashed', 'solid', 'dashdot', 'dashed', 'dotted'] as const;
const VARIANTS = ['muted', 'distilled', 'pruned', 'shared', 'retrained', 'quantized'] as const;

/** Positions of the trained layer, cut to each level and really written with each width. */
export function BreakEvenChart({ layer }: { readonly layer: string }) {
  const { settings } = useSettings();
  const kernel = useDenseKernels().find((each) => each.layer === layer);
  const points = useBreakEven(kernel?.values ?? null);
  const bits = settings.indexBits;
  const say = useWords(words);
  const { percent } = useFormats();
  const series = useMemo(
    () => [
      ...CURVE_BITS.map((width, i) => ({
        id: String(width),
        label: say('width', { bits: width }),
        variant: VARIANTS[i]!,
        dash: DASHES[i]!,
        points: points.map(({ level, perWeight }) => ({ x: level, y: perWeight[i]! })),
      })),
      {
        id: 'floor',
        label: say('floor'),
        variant: 'dense' as const,
        marker: 'none' as const,
        points: points.map(({ level }) => ({ x: level, y: toPlaceEntropy(1 - level) })),
      },
    ],
    [points, say],
  );
  const isWhole = points.length === CURVE_LEVELS.length;
  const first = points[0];
  const last = points.at(-1);
  const cheapest = (point: BreakEvenPoint) =>
    CURVE_BITS[point.perWeight.indexOf(Math.min(...point.perWeight))]!;
  return (
    <LineChart
      id="break-even"
      title={say('title', { layer })}
      finding={
        first && last
          ? say('finding', {
              low: cheapest(first),
              lowLevel: percent(first.level),
              high: cheapest(last),
              highLevel: percent(last.level),
            })
          : say('working')
      }
      state={isWhole ? { kind: 'ready' } : { kind: 'loading', message: say('working') }}
      series={series}
      x={{
        label: say('x'),
        kind: 'logComplement',
        domain: [0.5, 0.99],
        format: (value) => percent(value, 0),
        formatExact: (value) => percent(value),
      }}
      y={{ label: say('y'), domain: [0, 16], format: (value) => String(Number(value.toFixed(2))) }}
      references={[
        { axis: 'x', value: Math.max(0.5, settings.sparsity), label: say('now'), variant: 'accent' },
      ]}
      {...(CURVE_BITS.some((width) => width === bits) ? { emphasis: String(bits) } : {})}
      provenance={toDenseRecipe(settings.model)}
    />
  );
}

/** Bits that saying "here or not" takes at least, for each that is here: H(p) / p. */
function toPlaceEntropy(p: number): number {
  return (-p * Math.log2(p) - (1 - p) * Math.log2(1 - p)) / p;
}

/** One width of one level at a time, so that nothing waits for all of them. */
function useBreakEven(values: Float32Array | null): readonly BreakEvenPoint[] {
  const isSeen = useIsSeen();
  const [done, setDone] = useState<{
    readonly of: Float32Array | null;
    readonly points: readonly BreakEvenPoint[];
  }>({ of: null, points: [] });
  const points = done.of === values ? done.points : [];
  const next = CURVE_LEVELS[points.length];
  useEffect(() => {
    if (values === null || next === undefined || !isSeen) return;
    const work = weighLevel(values, next, CODE_BITS);
    let timer: ReturnType<typeof setTimeout>;
    const step = () => {
      const { done: isDone, value: point } = work.next();
      if (isDone)
        setDone((before) => ({
          of: values,
          points: [...(before.of === values ? before.points : []), point],
        }));
      else timer = setTimeout(step);
    };
    timer = setTimeout(step);
    return () => clearTimeout(timer);
  }, [values, next, isSeen]);
  return points;
}
