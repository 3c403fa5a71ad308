import type { RecipeInput } from '../../../src/recipe/schema.ts';
import { useRun } from '../../../src/state/hooks.ts';
import type { RunState } from '../../../src/state/runstate.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { useDoublePress } from '../../../src/ui/control/doublepress.ts';
import { KeepFocus } from '../../../src/ui/control/KeepFocus.tsx';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { Progress } from '../../../src/ui/control/Progress.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import styles from '../../parts/figures/figures.module.css';
import { useWords } from '../../parts/words.ts';
import { RUNS } from '../lesson.ts';
import { WAYS, type Way } from '../recipe.ts';

const words = {
  start: { en: 'Start the race', zh: '开始赛跑' },
  pause: { en: 'Pause', zh: '暂停' },
  resume: { en: 'Go on', zh: '继续' },
  stop: { en: 'Stop', zh: '停止' },
  reset: { en: 'Clear', zh: '清空' },
  teacher: { en: 'The teacher answers all images', zh: '教师网络正在逐一作答' },
  racing: { en: 'Racing, one after the other', zh: '正在依次训练' },
  paused: { en: 'Paused', zh: '已暂停' },
} as const;

const LIVE = ['queued', 'starting', 'running', 'paused'];

/** What each student that runs is to do. */
export type RaceRecipes = Readonly<Partial<Record<Way, RecipeInput>>>;

/** The runs of the race, and which of them the engine works on. */
function useRace() {
  const racers: Readonly<Record<Way, RunState>> = {
    labels: useRun(RUNS.labels),
    soft: useRun(RUNS.soft),
    hint: useRun(RUNS.hint),
    attention: useRun(RUNS.attention),
  };
  const all = WAYS.map((way) => racers[way]);
  const live = all.filter(({ status }) => LIVE.includes(status));
  return { racers, all, live, now: live.find(({ status }) => status !== 'queued') };
}

/** One press starts all racers: each trains as the engine becomes free. */
export function RaceBar({ recipes }: { readonly recipes: RaceRecipes }) {
  const { racers, all, live, now } = useRace();
  const say = useWords(words);
  const sayFailure = useFailureText();
  const { begin, unlessDoubled } = useDoublePress();
  const isPaused = now?.status === 'paused';
  const failure = all.find((run) => run.failure !== null)?.failure ?? null;
  const start = () => {
    begin();
    for (const way of WAYS) {
      const recipe = recipes[way];
      if (recipe !== undefined) void racers[way].actions.start(recipe);
    }
  };
  const stop = () => {
    for (const run of [...live].reverse()) void run.actions.cancel();
  };
  const reset = () => {
    for (const run of all) void run.actions.reset();
  };
  return (
    <>
      <KeepFocus className={styles.buttons}>
        {live.length === 0 && (
          <Button kind="primary" onPress={start}>
            {say('start')}
          </Button>
        )}
        {now !== undefined && <PauseButton run={now} />}
        {live.length > 0 && <Button onPress={unlessDoubled(stop)}>{say('stop')}</Button>}
        {live.length === 0 && all.some(({ status }) => status !== 'idle') && (
          <Button kind="quiet" onPress={reset}>
            {say('reset')}
          </Button>
        )}
      </KeepFocus>
      <div className={styles.progress}>
        {live.length > 0 && (
          <Progress
            label={say(isPaused ? 'paused' : now?.teacher ? 'teacher' : 'racing')}
            fraction={all.reduce((sum, run) => sum + toDone(run), 0) / Object.keys(recipes).length}
            isPaused={isPaused}
          />
        )}
      </div>
      {failure !== null && <Notice level="error">{sayFailure(failure)}</Notice>}
    </>
  );
}

function PauseButton({ run: { status, actions } }: { readonly run: RunState }) {
  const say = useWords(words);
  const { unlessDoubled } = useDoublePress();
  if (status === 'paused')
    return (
      <Button kind="primary" onPress={() => void actions.resume()}>
        {say('resume')}
      </Button>
    );
  return (
    <Button isDisabled={status !== 'running'} onPress={unlessDoubled(() => void actions.pause())}>
      {say('pause')}
    </Button>
  );
}

/** The part of a run that is done. */
function toDone({ status, step, totalSteps }: RunState): number {
  if (status === 'ended') return 1;
  return LIVE.includes(status) && totalSteps > 0 ? step / totalSteps : 0;
}
