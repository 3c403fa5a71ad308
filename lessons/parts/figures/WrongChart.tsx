import type { LineSeries } from '../../../src/plots/geometry/lines.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import type { LineChartProps } from '../../../src/plots/lines/props.ts';
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import { useEmphasis } from '../look.ts';
import { useFormats, useWords } from '../words.ts';

const words = {
  y: { en: 'test images wrong', zh: '答错的测试图像' },
  note: { en: '{wrong} of {tested} wrong', zh: '{tested} 张中答错 {wrong} 张' },
  comma: { en: ', ', zh: '，' },
  measuring: { en: 'The curve is being measured.', zh: '正在测量这条曲线。' },
} as const;

export interface Counted {
  readonly wrong: number;
  readonly tested: number;
}

export interface WrongPoint extends Counted {
  readonly x: number;
  /** Said behind the count, or in its place. */
  readonly detail?: string;
  readonly note?: string;
  /** What comes to this point, for the files. */
  readonly recipe?: RecipeInput;
}

/** Nets that are alike but for one number, and what each gets wrong. */
export interface WrongCurve extends Omit<LineSeries, 'points'> {
  readonly points: readonly WrongPoint[];
}

/** A line across the whole chart, or down it; left out while its place is not known. */
export interface WrongLine {
  readonly label: string;
  readonly at: number | null | undefined;
}

export interface WrongChartProps
  extends Omit<
    LineChartProps,
    'series' | 'y' | 'references' | 'state' | 'emphasis' | 'onEmphasis' | 'finding'
  > {
  readonly curves: readonly WrongCurve[];
  /** Said once there is a point. */
  readonly finding: string;
  /** Said until there is one: that it is being measured, where nothing else is given. */
  readonly none?: string;
  /** In place of measuring: the reader has not begun, or it cannot be had. */
  readonly without?: 'empty' | 'failed';
  readonly domain?: readonly [number, number];
  /** Shares of wrong images that a line across stands for: the net before, what is allowed. */
  readonly across?: readonly WrongLine[];
  /** Values of x that a line down stands for: the guess, the setting. */
  readonly down?: readonly WrongLine[];
}

/**
 * Shares of wrong test images on a log axis, by anything: curves that fill in, with every count in its
 * read-out.
 */
export function WrongChart(props: WrongChartProps) {
  const { curves, finding, none, without, domain, across = [], down = [], ...chart } = props;
  const say = useWords(words);
  const { percent } = useFormats();
  const series = useWrongSeries(curves);
  const waiting = none ?? say('measuring');
  const isThere = series.length > 0;
  const lines = (axis: 'x' | 'y', variant: 'dense' | 'accent', all: readonly WrongLine[]) =>
    all.flatMap(({ label, at }) => (typeof at === 'number' ? [{ axis, value: at, label, variant }] : []));
  return (
    <LineChart
      provenance={toRecipes(curves)}
      {...chart}
      finding={isThere ? finding : waiting}
      state={isThere ? { kind: 'ready' } : { kind: without ?? 'loading', message: waiting }}
      series={series}
      y={{ label: say('y'), kind: 'log', domain, format: (value) => percent(value, 2) }}
      references={[...lines('x', 'accent', down), ...lines('y', 'dense', across)]}
      {...useEmphasis(curves.map(({ id }) => id))}
    />
  );
}

function useWrongSeries(curves: readonly WrongCurve[]): readonly LineSeries[] {
  const say = useWords(words);
  const { integer } = useFormats();
  const toNote = ({ wrong, tested, note, detail }: WrongPoint) =>
    note ??
    [say('note', { wrong: integer(wrong), tested: integer(tested) }), ...(detail ? [detail] : [])].join(
      say('comma'),
    );
  return curves
    .filter(({ points }) => points.length > 0)
    .map((curve) => ({
      ...curve,
      points: curve.points.map((point) => ({
        x: point.x,
        y: point.wrong / point.tested,
        note: toNote(point),
      })),
    }));
}

/** The recipe of each point, by its curve and place; nothing where no point has one. */
function toRecipes(curves: readonly WrongCurve[]) {
  const entries = curves.flatMap(({ label, points }) =>
    points.flatMap(({ x, recipe }) => (recipe === undefined ? [] : [[`${label} ${x}`, recipe] as const])),
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
