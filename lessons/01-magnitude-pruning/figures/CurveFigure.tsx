import { useMemo } from 'react';
import { isBeyondChance } from '../../../src/math/chance.ts';
import type { LineSeries } from '../../../src/plots/geometry/lines.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { MODEL_DATASET, type ModelName } from '../../../src/spec/zoo.ts';
import { useDataset } from '../../../src/state/hooks.ts';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import type { Effort } from '../../parts/effort.ts';
import { EffortChoice, useEffort } from '../../parts/figures/EffortChoice.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import type { ErrorPoint } from '../cliff.ts';
import { CURVES, type CurveName, useCurves } from '../lab/curves.ts';
import { DataMissing, NetChoice, useDenseWrong, useSettings } from '../lesson.ts';
import { toCutRecipe, toIterativeRecipe, toLevelPrune, toPenaltyRecipe } from '../recipe.ts';

const words = {
  title: { en: 'Wrong test images against sparsity', zh: '测试错误率与稀疏度' },
  x: { en: 'weights gone', zh: '剪去的权重' },
  y: { en: 'test images wrong', zh: '答错的测试图像' },
  none: { en: 'no retraining', zh: '不再训练' },
  l1: { en: 'once, L1', zh: '一次剪完，L1' },
  l2: { en: 'once, L2', zh: '一次剪完，L2' },
  iterative: { en: 'iterative', zh: '逐步剪枝' },
  dense: { en: 'before', zh: '剪枝前' },
  separator: { en: ', ', zh: '，' },
  progress: { en: 'Pruning and retraining', zh: '正在剪枝和再训练' },
  note: { en: '{wrong} of {tested} wrong', zh: '{tested} 张中答错 {wrong} 张' },
  finding: { en: 'At {level} of the weights gone: {list}.', zh: '剪去 {level} 的权重时：{list}。' },
  entry: { en: '{name} {share} wrong', zh: '{name}答错 {share}' },
  chance: {
    en: 'The retrained ones differ by no more than chance would make them.',
    zh: '再训练过的几种，差别没有超出偶然的范围。',
  },
  waiting: { en: 'The curve without retraining is being measured.', zh: '正在测量不再训练的曲线。' },
} as const;

const styleOf: Readonly<Record<CurveName, Pick<LineSeries, 'variant' | 'dash' | 'marker'>>> = {
  none: { variant: 'pruned', dash: 'dashed', marker: 'circle' },
  l1: { variant: 'distilled', dash: 'dotted', marker: 'triangle' },
  l2: { variant: 'retrained', dash: 'solid', marker: 'square' },
  iterative: { variant: 'accent', dash: 'solid', marker: 'diamond' },
};

/** Without a point the curve is on its way, or its data set could not be read and says why. */
function toState(count: number, failure: string | null, waiting: string) {
  if (count > 0) return { kind: 'ready' as const };
  return failure === null
    ? { kind: 'loading' as const, message: waiting }
    : { kind: 'failed' as const, message: failure };
}

/** Four curves that fill in point by point, each point a real run. */
export function CurveFigure() {
  const { settings: cut, change } = useSettings();
  const effort = useEffort(cut.model);
  const curves = useCurves(cut.model, effort);
  const dense = useDenseWrong();
  const sayFailure = useFailureText();
  const { failure, preparation } = useDataset(MODEL_DATASET[cut.model]);
  const shownFailure = failure === null || preparation?.kind === 'going' ? null : sayFailure(failure);
  const say = useWords(words);
  const { percent, integer } = useFormats();
  const series = useMemo(
    () =>
      CURVES.map((id) => ({
        id,
        label: say(id),
        ...styleOf[id],
        points: curves.points[id].map(({ level, wrong, tested }) => ({
          x: level,
          y: wrong / tested,
          note: say('note', { wrong: integer(wrong), tested: integer(tested) }),
        })),
      })).filter(({ points }) => points.length > 0),
    [curves.points, say, integer],
  );
  return (
    <FigurePanel
      id="curve"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <EffortChoice model={cut.model} />
        </>
      }
      actions={<SweepBar sweep={curves} label={say('progress')} />}
      views={[
        {
          id: 'curves',
          label: say('title'),
          content: (
            <LineChart
              id="sparsity-curves"
              title={say('title')}
              finding={toFinding(curves.points, say, percent)}
              state={toState(series.length, shownFailure, say('waiting'))}
              series={series}
              x={{
                label: say('x'),
                kind: 'logComplement',
                domain: [0, 0.99],
                format: (value) => percent(value),
              }}
              y={{ label: say('y'), kind: 'log', format: (value) => percent(value, 2) }}
              {...(dense
                ? {
                    references: [
                      {
                        axis: 'y' as const,
                        value: dense.error,
                        label: say('dense'),
                        variant: 'dense' as const,
                      },
                    ],
                  }
                : {})}
              {...useEmphasis(CURVES)}
              picked={{ seriesId: 'none', x: cut.level }}
              onPick={(_, point) => change({ rule: 'level', scope: 'global', level: point.x })}
              provenance={toRecipes(cut.model, effort, curves.points, say)}
            />
          ),
        },
      ]}
    />
  );
}

/** The recipe of each point by its curve and level; the iterative curve is one run. */
function toRecipes(
  model: ModelName,
  effort: Effort,
  points: Readonly<Record<CurveName, readonly ErrorPoint[]>>,
  say: (key: CurveName) => string,
) {
  const toRecipe = {
    none: (level: number) => toCutRecipe(model, toLevelPrune(level)),
    l1: (level: number) => toPenaltyRecipe(model, 'l1', level, effort),
    l2: (level: number) => toPenaltyRecipe(model, 'l2', level, effort),
  };
  const single = (['none', 'l1', 'l2'] as const).flatMap((name) =>
    points[name].map(({ level }) => [`${say(name)} ${level}`, toRecipe[name](level)] as const),
  );
  return { ...Object.fromEntries(single), [say('iterative')]: toIterativeRecipe(model, effort) };
}

const SPOKEN_LEVEL = 0.9;

function toFinding(
  points: Readonly<Record<CurveName, readonly ErrorPoint[]>>,
  say: (key: keyof typeof words, values?: Record<string, string>) => string,
  percent: (value: number, digits?: number) => string,
): string {
  const found = CURVES.flatMap((name) => {
    const point = points[name].find(({ level }) => level === SPOKEN_LEVEL);
    return point ? [{ name, ...point }] : [];
  });
  if (found.length === 0) return say('waiting');
  const list = found.map(({ name, wrong, tested }) =>
    say('entry', { name: say(name), share: percent(wrong / tested, 2) }),
  );
  const said = say('finding', { level: percent(SPOKEN_LEVEL), list: list.join(say('separator')) });
  const retrained = found.flatMap(({ name, wrong }) => (name === 'none' ? [] : [wrong]));
  const isChance = retrained.length > 1 && !isBeyondChance(Math.min(...retrained), Math.max(...retrained));
  return isChance ? `${said} ${say('chance')}` : said;
}
