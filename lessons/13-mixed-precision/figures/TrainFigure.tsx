import { useMemo } from 'react';
import { useRun } from '../../../src/state/hooks.ts';
import { Dial } from '../../parts/figures/Dial.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { RunFigure } from '../../parts/figures/RunFigure.tsx';
import { toPower } from '../../parts/numbertext.ts';
import { useModelOfRun } from '../../parts/runs.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { DataMissing, lesson, NetChoice, TRAIN, useSettings } from '../lesson.ts';
import { toTrainRecipe } from '../recipe.ts';
import { EXPONENT, FORMAT, MASTER, SCALING } from '../settings.ts';

const words = {
  start: { en: 'Train from random weights', zh: '从随机权重开始训练' },
  single: { en: 'Wrong in float32', zh: '用 float32 答错' },
  now: { en: 'Wrong', zh: '答错' },
  scale: { en: 'Scale now', zh: '当前倍数' },
  skipped: { en: 'Steps left out', zh: '跳过的步数' },
} as const;

/** A training that stalls or explodes, and what saves it. */
export function TrainFigure() {
  const { settings } = useSettings();
  const { model, scaling } = settings;
  const recipe = useMemo(() => toTrainRecipe(model, settings), [model, settings]);
  const isOfModel = useModelOfRun(TRAIN) === model;
  const epoch = useRun(TRAIN, ({ epochs }) => epochs.at(-1)?.evaluation ?? null);
  const ledger = useRun(TRAIN, (run) => run.ledger);
  const state = useRun(TRAIN, (run) => run.lossScale);
  const say = useWords(words);
  const toItem = useWrongItem();
  const { integer } = useFormats();
  const isTold = model === 'lenet-5';
  const single = { wrong: lesson.results.singleWrong, tested: lesson.results.tested };
  return (
    <RunFigure
      id="train"
      run={TRAIN}
      startLabel={say('start')}
      recipe={recipe}
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <Dial of={FORMAT} />
          <Dial of={MASTER} />
          <Dial of={SCALING} />
          {scaling !== 'none' && <Dial of={EXPONENT} />}
        </>
      }
      readout={
        <Readout
          items={[
            toItem(say('single'), isTold ? single : null),
            toItem(say('now'), isOfModel ? (ledger ?? epoch) : null),
            { label: say('scale'), value: state === null ? '–' : toPower(2, state.exponent) },
            { label: say('skipped'), value: state === null ? '–' : integer(state.skipped) },
          ]}
        />
      }
    />
  );
}
