import { useEffort } from '../../parts/figures/EffortChoice.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { toSweepItems } from '../lab/curves.ts';
import { useSettings } from '../lesson.ts';
import { countTrained, toIterativeRecipe } from '../recipe.ts';

const words = {
  work: {
    en: 'With {n} training images a pass, as chosen beside the figure, the retraining looks at {total} images in all; while it runs, a bar says how long your machine still needs.',
    zh: '按图旁所选，训练时每遍用 {n} 张图像，补全曲线一共要看 {total} 张次；训练时进度条会显示你的机器还要多久。',
  },
} as const;

/** What filling in the curves asks of the reader's machine, for the net and the effort that are chosen. */
export function CurveWork() {
  const { settings: cut } = useSettings();
  const effort = useEffort(cut.model);
  const say = useWords(words);
  const { integer } = useFormats();
  const recipes = [
    ...toSweepItems(cut.model, effort).map(({ recipe }) => recipe),
    toIterativeRecipe(cut.model, effort),
  ];
  const total = recipes.reduce((sum, recipe) => sum + countTrained(recipe, effort.examples), 0);
  return <>{say('work', { n: integer(effort.examples), total: integer(total) })}</>;
}
