/** Wrong images against bits: curves that fill in, one for each start and scope, as two figures draw them. */
import { useMemo } from 'react';
import { isBeyondChance } from '../../../src/math/chance.ts';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import { WrongChart, type WrongCurve } from '../../parts/figures/WrongChart.tsx';
import { type SweepPoints, useSweepPoints } from '../../parts/sweeps.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { SWEEP, useDenseWrong, useSettings } from '../lesson.ts';
import {
  CURVE_BITS,
  type InitName,
  MOST_OPTIMAL_BITS,
  type Scope,
  SEED,
  toCurveStage,
  toShareRecipe,
} from '../recipe.ts';
import type { Sharing } from '../settings.ts';

const words = {
  x: { en: 'bits for a weight', zh: '每个权重的位数' },
  before: { en: 'before sharing', zh: '共享前' },
  finding: { en: 'With {bits} bits: {list}.', zh: '{bits} 位时：{list}。' },
  entry: { en: '{name} {wrong} wrong', zh: '{name}答错 {wrong} 张' },
  chance: {
    en: 'These differ by no more than chance would make them.',
    zh: '它们之间的差别，没有超出偶然的范围。',
  },
  empty: { en: 'No point has been measured yet.', zh: '还没有测量任何一点。' },
  separator: { en: ', ', zh: '，' },
} as const;

type Common = Pick<Sharing, 'model' | 'prune' | 'draw'>;

/** One curve: its name and look in a figure, and what its points share. */
export interface BitsCurve extends Omit<WrongCurve, 'points'> {
  readonly init: InitName;
  readonly scope: Scope;
}

function toItem({ model, prune, draw }: Common, { init, scope }: BitsCurve, bits: number): SweepItem {
  const group = `${init}-${scope}`;
  const isDrawn = init === 'forgy';
  const stage = toCurveStage(init, scope, bits);
  return {
    key: `${group}-${bits}-${model}-${prune}${isDrawn ? `-${draw}` : ''}`,
    group,
    x: bits,
    recipe: toShareRecipe(model, prune, stage, isDrawn ? draw : SEED),
  };
}

/** The points of some curves, from the bits at which curves part; the exact solution where it is quick. */
function listItems(common: Common, curves: readonly BitsCurve[]): SweepItem[] {
  const order = [...CURVE_BITS].sort((a, b) => Math.abs(a - 3) - Math.abs(b - 3));
  return order.flatMap((bits) =>
    curves
      .filter(({ init }) => init !== 'optimal' || bits <= MOST_OPTIMAL_BITS)
      .map((curve) => toItem(common, curve, bits)),
  );
}

/** The sweep behind some curves. `curves` must be memoised. */
export function useBitsSweep(curves: readonly BitsCurve[]): SweepPoints {
  const { model, prune, draw } = useSettings().settings;
  const items = useMemo(() => listItems({ model, prune, draw }, curves), [model, prune, draw, curves]);
  return useSweepPoints(SWEEP, items);
}

export interface BitsChartProps {
  readonly id: string;
  readonly title: string;
  readonly curves: readonly BitsCurve[];
  readonly sweep: SweepPoints;
  readonly onPick: (curve: BitsCurve, bits: number) => void;
}

/** Error against bits on a log axis, filling in point by point. */
export function BitsChart({ id, title, curves, sweep: { ledgers }, onPick }: BitsChartProps) {
  const { settings: sharing } = useSettings();
  const dense = useDenseWrong();
  const say = useWords(words);
  const { integer, bytes } = useFormats();
  const finding = useFinding(curves, ledgers);
  const listPoints = (curve: BitsCurve) =>
    CURVE_BITS.flatMap((bits) => {
      const { key, recipe } = toItem(sharing, curve, bits);
      const ledger = ledgers.get(key);
      if (ledger === undefined) return [];
      const { wrong, tested, fileBytes } = ledger;
      return [{ x: bits, wrong, tested, detail: bytes(fileBytes), recipe }];
    });
  return (
    <WrongChart
      id={id}
      title={title}
      finding={finding}
      showFinding
      none={say('empty')}
      without="empty"
      curves={curves.map((curve) => ({ ...curve, points: listPoints(curve) }))}
      x={{ label: say('x'), domain: [1, 8], format: integer }}
      across={sharing.prune > 0 ? [] : [{ label: say('before'), at: dense?.error }]}
      onPick={(seriesId, { x }) => onPick(curves.find((each) => each.id === seriesId)!, x)}
    />
  );
}

/** What each curve gets wrong at the bits as set, and whether chance alone could tell them apart. */
function useFinding(curves: readonly BitsCurve[], ledgers: SweepPoints['ledgers']): string {
  const { settings: sharing } = useSettings();
  const say = useWords(words);
  const { integer } = useFormats();
  const counted = curves.flatMap((curve) => {
    const ledger = ledgers.get(toItem(sharing, curve, sharing.fcBits).key);
    return ledger === undefined ? [] : [{ label: curve.label, wrong: ledger.wrong }];
  });
  if (counted.length === 0) return say('empty');
  const wrongs = counted.map(({ wrong }) => wrong);
  const isChance = wrongs.length > 1 && !isBeyondChance(Math.min(...wrongs), Math.max(...wrongs));
  const list = counted.map(({ label, wrong }) => say('entry', { name: label, wrong: integer(wrong) }));
  const found = say('finding', { bits: sharing.fcBits, list: list.join(say('separator')) });
  return isChance ? `${found} ${say('chance')}` : found;
}
