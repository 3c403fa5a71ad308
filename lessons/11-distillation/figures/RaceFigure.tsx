import { useMemo } from 'react';
import type { LineSeries } from '../../../src/plots/geometry/lines.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import { useRun } from '../../../src/state/hooks.ts';
import type { RunState } from '../../../src/state/runstate.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { isSameWork, useModelOfRun } from '../../parts/runs.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { DataMissing, RUNS, useDenseWrong, useSettings } from '../lesson.ts';
import { EPOCHS, listWays, toStudentRecipe, type Way } from '../recipe.ts';
import { type Settings, STUDENTS } from '../settings.ts';
import { Controls } from './Controls.tsx';
import { RaceBar, type RaceRecipes } from './RaceBar.tsx';

const words = {
  labels: { en: 'by labels', zh: '学标签' },
  soft: { en: 'by soft targets', zh: '学软目标' },
  hint: { en: 'soft targets and a hint', zh: '软目标加提示' },
  attention: { en: 'soft targets and attention', zh: '软目标加注意力' },
  teacher: { en: 'Wrong, teacher', zh: '教师答错' },
  wrong: { en: 'Wrong, {way}', zh: '{way}，答错' },
  title: { en: 'Test images wrong after each epoch', zh: '每轮之后答错的测试图像' },
  finding: { en: 'At the end: {list}.', zh: '最后：{list}。' },
  entry: { en: '{way} {wrong}', zh: '{way} {wrong} 张' },
  separator: { en: ', ', zh: '，' },
  empty: { en: 'Start the race: one curve for each student.', zh: '开始赛跑：每个学生一条曲线。' },
  epoch: { en: 'epoch', zh: '轮' },
  images: { en: 'test images wrong', zh: '答错的测试图像' },
  changed: {
    en: 'The settings have changed since. Start again to see what they do.',
    zh: '之后设置又改过，重新开始才能看到新的结果。',
  },
} as const;

const LOOKS = { labels: 'pruned', soft: 'distilled', hint: 'retrained', attention: 'quantized' } as const;

/** The race's recipes as the reader has set them. */
function toRecipes(settings: Settings): RaceRecipes {
  return Object.fromEntries(listWays(settings.model).map((way) => [way, toStudentRecipe(settings, way)]));
}

/** What a racer has done so far; nothing where its run is another student's. */
function useRacer(way: Way) {
  const { model } = useSettings().settings;
  const isOfModel = useModelOfRun(RUNS[way]) === STUDENTS[model].name;
  const { epochs, ledger, recipe } = useRun(RUNS[way], (run: RunState) => ({
    epochs: run.epochs,
    ledger: run.ledger,
    recipe: run.recipe,
  }));
  return isOfModel ? { way, epochs, ledger, recipe } : { way, epochs: [], ledger: null, recipe: null };
}

/** Three students of one size from the same random weights, on the same images. */
export function RaceFigure() {
  const { settings } = useSettings();
  const recipes = useMemo(() => toRecipes(settings), [settings]);
  const all = [useRacer('labels'), useRacer('soft'), useRacer('hint'), useRacer('attention')];
  const racers = all.filter(({ way }) => recipes[way] !== undefined);
  const dense = useDenseWrong();
  const say = useWords(words);
  const toItem = useWrongItem();
  const isStale = racers.some(({ way, recipe }) => recipe !== null && !isSameRace(recipe, recipes[way]!));
  return (
    <FigurePanel
      id="race"
      notice={<DataMissing />}
      controls={<Controls />}
      actions={<RaceBar recipes={recipes} />}
      readout={
        <Readout
          items={[
            toItem(say('teacher'), dense),
            ...racers.map(({ way, epochs, ledger }) => ({
              ...toItem(say('wrong', { way: say(way) }), ledger ?? epochs.at(-1)?.evaluation),
              isPending: ledger === null && epochs.length > 0,
            })),
          ]}
        />
      }
      note={isStale && <p>{say('changed')}</p>}
    >
      <RaceChart racers={racers} />
    </FigurePanel>
  );
}

/** The same student, images and teacher's terms. */
function isSameRace(done: RecipeInput, wanted: RecipeInput): boolean {
  const toTerms = ({ dataset, stages: [stage] }: RecipeInput) =>
    JSON.stringify([dataset.trainExamples, stage?.kind === 'train' && stage.distil]);
  return isSameWork(done, wanted) && toTerms(done) === toTerms(wanted);
}

function RaceChart({ racers }: { readonly racers: readonly ReturnType<typeof useRacer>[] }) {
  const say = useWords(words);
  const { integer } = useFormats();
  const series: readonly LineSeries[] = racers
    .filter(({ epochs }) => epochs.length > 0)
    .map(({ way, epochs }) => ({
      ...{ id: way, label: say(way), variant: LOOKS[way] },
      points: epochs.map(({ evaluation }, at) => ({ x: at + 1, y: evaluation.wrong })),
    }));
  const list = racers
    .flatMap(({ way, ledger }) =>
      ledger === null ? [] : [say('entry', { way: say(way), wrong: integer(ledger.wrong) })],
    )
    .join(say('separator'));
  return (
    <LineChart
      id="race-chart"
      title={say('title')}
      finding={say('finding', { list })}
      showFinding={list !== ''}
      state={series.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
      series={series}
      x={{
        label: say('epoch'),
        domain: [1, EPOCHS],
        format: (value) => (Number.isInteger(value) ? integer(value) : ''),
      }}
      y={{ label: say('images'), kind: 'log', format: integer }}
    />
  );
}

/** The ledgers that exercise 2 compares; null until both students have ended on the same images. */
export function useRaceLedgers() {
  const [labels, soft] = [useRacer('labels'), useRacer('soft')];
  if (labels.ledger === null || soft.ledger === null) return null;
  const isFair = labels.recipe?.dataset.trainExamples === soft.recipe?.dataset.trainExamples;
  return isFair ? { labels: labels.ledger, soft: soft.ledger } : null;
}
