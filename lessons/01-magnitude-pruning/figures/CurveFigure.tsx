import { isBeyondChance } from '../../../src/math/chance.ts';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useDataset } from '../../../src/state/hooks.ts';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { EffortChoice, useEffort } from '../../parts/figures/EffortChoice.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { WrongChart } from '../../parts/figures/WrongChart.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { CURVES, type Curves, useCurves } from '../lab/curves.ts';
import { DataMissing, NetChoice, useDenseWrong, useSettings } from '../lesson.ts';
import { toCutRecipe, toIterativeRecipe, toLevelPrune, toPenaltyRecipe } from '../recipe.ts';

const words = {
  title: { en: 'Wrong test images against sparsity', zh: '测试错误率与稀疏度' },
  x: { en: 'weights gone', zh: '剪去的权重' },
  none: { en: 'no retraining', zh: '不再训练' },
  l1: { en: 'once, L1', zh: '一次剪完，L1' },
  l2: { en: 'once, L2', zh: '一次剪完，L2' },
  iterative: { en: 'iterative', zh: '逐步剪枝' },
  dense: { en: 'before', zh: '剪枝前' },
  separator: { en: ', ', zh: '，' },
  progress: { en: 'Pruning and retraining', zh: '正在剪枝和再训练' },
  finding: { en: 'At {level} of the weights gone: {list}.', zh: '剪去 {level} 的权重时：{list}。' },
  entry: { en: '{name} {share} wrong', zh: '{name}答错 {share}' },
  chance: {
    en: 'The retrained ones differ by no more than chance would make them.',
    zh: '再训练过的几种，差别没有超出偶然的范围。',
  },
  waiting: { en: 'The curve without retraining is being measured.', zh: '正在测量不再训练的曲线。' },
} as const;

const LOOKS = {
  none: { variant: 'pruned', dash: 'dashed', marker: 'circle' },
  l1: { variant: 'distilled', dash: 'dotted', marker: 'triangle' },
  l2: { variant: 'retrained', dash: 'solid', marker: 'square' },
  iterative: { variant: 'accent', dash: 'solid', marker: 'diamond' },
} as const;

/** Four curves that fill in point by point, each point a real run. */
export function CurveFigure() {
  const { settings: cut, change } = useSettings();
  const { model } = cut;
  const effort = useEffort(model);
  const curves = useCurves(model, effort);
  const failure = useDataFailure();
  const finding = useFinding(curves.points);
  const dense = useDenseWrong();
  const say = useWords(words);
  const { percent } = useFormats();
  // The iterative curve is one run: its recipe stands for all of its points.
  const toRecipe = {
    none: (level: number) => ({ recipe: toCutRecipe(model, toLevelPrune(level)) }),
    l1: (level: number) => ({ recipe: toPenaltyRecipe(model, 'l1', level, effort) }),
    l2: (level: number) => ({ recipe: toPenaltyRecipe(model, 'l2', level, effort) }),
    iterative: () => ({ recipe: toIterativeRecipe(model, effort) }),
  };
  return (
    <FigurePanel
      id="curve"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <EffortChoice model={model} />
        </>
      }
      actions={<SweepBar sweep={curves} label={say('progress')} />}
    >
      <WrongChart
        id="sparsity-curves"
        title={say('title')}
        finding={finding}
        none={failure ?? say('waiting')}
        {...(failure === null ? {} : { without: 'failed' })}
        curves={CURVES.map((id) => ({
          id,
          label: say(id),
          ...LOOKS[id],
          points: curves.points[id].map((point) => ({ ...point, ...toRecipe[id](point.x) })),
        }))}
        x={{ label: say('x'), kind: 'logComplement', domain: [0, 0.99], format: (value) => percent(value) }}
        across={[{ label: say('dense'), at: dense?.error }]}
        picked={{ seriesId: 'none', x: cut.level }}
        onPick={(_, { x }) => change({ rule: 'level', scope: 'global', level: x })}
      />
    </FigurePanel>
  );
}

/** Why there is no point: the data set could not be read. Null while it is on its way, too. */
function useDataFailure(): string | null {
  const { failure, preparation } = useDataset(MODEL_DATASET[useSettings().settings.model]);
  const sayFailure = useFailureText();
  return failure === null || preparation?.kind === 'going' ? null : sayFailure(failure);
}

const SPOKEN_LEVEL = 0.9;

/** What each curve has at one level, and whether chance alone could tell the retrained ones apart. */
function useFinding(points: Curves['points']): string {
  const say = useWords(words);
  const { percent } = useFormats();
  const found = CURVES.flatMap((name) => {
    const point = points[name].find(({ x }) => x === SPOKEN_LEVEL);
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
