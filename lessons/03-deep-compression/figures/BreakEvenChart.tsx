import { useEffect, useState } from 'react';
import { type BreakEvenPoint, CURVE_BITS, CURVE_LEVELS, weighLevel } from '../../../src/math/indexwidth.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
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
  const { model, indexBits, sparsity } = useSettings().settings;
  const kernel = useDenseKernels().find((each) => each.layer === layer);
  const points = useBreakEven(kernel?.values ?? null);
  const say = useWords(words);
  const { percent } = useFormats();
  const widths = CURVE_BITS.map((bits, i) => ({
    id: String(bits),
    label: say('width', { bits }),
    variant: VARIANTS[i]!,
    dash: DASHES[i]!,
    points: points.map(({ level, perWeight }) => ({ x: level, y: perWeight[i]! })),
  }));
  const floor = {
    id: 'floor',
    label: say('floor'),
    variant: 'dense',
    marker: 'none',
    points: points.map(({ level }) => ({ x: level, y: toPlaceEntropy(1 - level) })),
  } as const;
  const [low, high] = [points[0], points.at(-1)];
  const isWhole = points.length === CURVE_LEVELS.length;
  return (
    <LineChart
      id="break-even"
      title={say('title', { layer })}
      finding={
        low && high
          ? say('finding', {
              ...{ low: findCheapest(low), lowLevel: percent(low.level) },
              ...{ high: findCheapest(high), highLevel: percent(high.level) },
            })
          : say('working')
      }
      state={isWhole ? { kind: 'ready' } : { kind: 'loading', message: say('working') }}
      series={[...widths, floor]}
      x={{
        label: say('x'),
        kind: 'logComplement',
        domain: [0.5, 0.99],
        format: (value) => percent(value, 0),
        formatExact: (value) => percent(value),
      }}
      y={{ label: say('y'), domain: [0, 16], format: (value) => String(Number(value.toFixed(2))) }}
      references={[{ axis: 'x', value: Math.max(0.5, sparsity), label: say('now'), variant: 'accent' }]}
      emphasis={widths.find(({ id }) => id === String(indexBits))?.id}
      provenance={toDenseRecipe(model)}
    />
  );
}

function findCheapest({ perWeight }: BreakEvenPoint): number {
  return CURVE_BITS[perWeight.indexOf(Math.min(...perWeight))]!;
}

/** Bits that saying "here or not" takes at least, for each that is here: H(p) / p. */
function toPlaceEntropy(p: number): number {
  return (-p * Math.log2(p) - (1 - p) * Math.log2(1 - p)) / p;
}

interface Done {
  readonly of: Float32Array | null;
  readonly points: readonly BreakEvenPoint[];
}

/** One width of one level at a time, so that nothing waits for all of them. */
function useBreakEven(values: Float32Array | null): readonly BreakEvenPoint[] {
  const isSeen = useIsSeen();
  const [done, setDone] = useState<Done>({ of: null, points: [] });
  const points = done.of === values ? done.points : [];
  const next = CURVE_LEVELS[points.length];
  useEffect(() => {
    if (values === null || next === undefined || !isSeen) return;
    const work = weighLevel(values, next, CODE_BITS);
    const add = (point: BreakEvenPoint) => (before: Done) => ({
      of: values,
      points: [...(before.of === values ? before.points : []), point],
    });
    let timer: ReturnType<typeof setTimeout>;
    const step = () => {
      const { done: isDone, value: point } = work.next();
      if (isDone) setDone(add(point));
      else timer = setTimeout(step);
    };
    timer = setTimeout(step);
    return () => clearTimeout(timer);
  }, [values, next, isSeen]);
  return points;
}
