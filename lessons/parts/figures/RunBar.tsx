import type { RecipeInput } from '../../../src/recipe/schema.ts';
import { useRun } from '../../../src/state/hooks.ts';
import type { RunState } from '../../../src/state/runstate.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { useDoublePress } from '../../../src/ui/control/doublepress.ts';
import { KeepFocus } from '../../../src/ui/control/KeepFocus.tsx';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { Progress } from '../../../src/ui/control/Progress.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { useFormats, useWords } from '../words.ts';
import styles from './figures.module.css';

const words = {
  pause: { en: 'Pause', zh: '暂停' },
  resume: { en: 'Go on', zh: '继续' },
  step: { en: 'One step', zh: '走一步' },
  cancel: { en: 'Cancel', zh: '取消' },
  reset: { en: 'Reset', zh: '重来' },
  progress: { en: 'Training', zh: '训练进度' },
  queued: { en: 'Waiting for another run to leave the engine', zh: '等待另一项训练结束' },
  teacher: { en: 'The teacher answers all images', zh: '教师网络正在逐一作答' },
  starting: { en: 'Starting', zh: '正在启动' },
  paused: { en: 'Paused at step {step} of {total}', zh: '已暂停：第 {step} 步，共 {total} 步' },
  ended: { en: 'Done: {total} steps', zh: '完成：共 {total} 步' },
  cancelled: { en: 'Cancelled after {step} steps', zh: '已取消：走了 {step} 步' },
  lastGood: { en: 'Go on from the last good state', zh: '从上一个完好的状态继续' },
  unfinished: {
    en: 'A run of this figure was interrupted before it ended. What it had learned is kept.',
    zh: '这里有一次训练中途被打断，已学到的内容还在。',
  },
  goOn: { en: 'Go on with it', zh: '接着训练' },
  discard: { en: 'Forget it', zh: '放弃' },
} as const;

export interface RunBarProps {
  readonly name: string;
  /** What the start button says: the thing to do. */
  readonly startLabel: string;
  readonly recipe: RecipeInput;
}

/**
 * Start, pause, step, cancel, reset, how far it is, and what to do when something went wrong: a figure's
 * actions, in one row.
 */
export function RunBar({ name, startLabel, recipe }: RunBarProps) {
  const run = useRun(name);
  const say = useWords(words);
  const { actions, status } = run;
  const { begin, unlessDoubled } = useDoublePress();
  const isLive = status === 'queued' || status === 'starting' || status === 'running' || status === 'paused';
  return (
    <>
      <KeepFocus className={styles.buttons}>
        {!isLive && (
          <Button
            kind="primary"
            onPress={() => {
              begin();
              void actions.start(recipe);
            }}
          >
            {startLabel}
          </Button>
        )}
        {isLive && status !== 'paused' && (
          <Button isDisabled={status !== 'running'} onPress={unlessDoubled(() => void actions.pause())}>
            {say('pause')}
          </Button>
        )}
        {status === 'paused' && (
          <>
            <Button kind="primary" onPress={() => void actions.resume()}>
              {say('resume')}
            </Button>
            <Button onPress={() => void actions.step()}>{say('step')}</Button>
          </>
        )}
        {isLive && <Button onPress={unlessDoubled(() => void actions.cancel())}>{say('cancel')}</Button>}
        {!isLive && status !== 'idle' && (
          <Button kind="quiet" onPress={() => void actions.reset()}>
            {say('reset')}
          </Button>
        )}
      </KeepFocus>
      <div className={styles.progress}>
        <RunProgress run={run} say={say} />
      </div>
      <RunNotices run={run} say={say} />
    </>
  );
}

/** What went wrong, and a run that was interrupted. */
function RunNotices({ run, say }: RunProgressProps) {
  const sayFailure = useFailureText();
  const { actions } = run;
  return (
    <>
      {run.failure !== null && (
        <Notice
          level="error"
          {...(run.failure.lastGood === null
            ? {}
            : { action: { label: say('lastGood'), run: () => void actions.resumeFromLastGood() } })}
        >
          {sayFailure(run.failure)}
        </Notice>
      )}
      {run.unfinished !== null && (
        <Notice
          action={{ label: say('goOn'), run: () => void actions.goOn() }}
          onDismiss={() => void actions.discardUnfinished()}
        >
          {say('unfinished')}
        </Notice>
      )}
    </>
  );
}

interface RunProgressProps {
  readonly run: RunState;
  readonly say: (key: keyof typeof words, values?: Record<string, string>) => string;
}

function RunProgress({ run, say }: RunProgressProps) {
  const { integer } = useFormats();
  const { status, step, totalSteps, pace, teacher } = run;
  if (status === 'queued') return <Progress label={say('queued')} fraction={null} />;
  if (status === 'starting') return <Progress label={say('starting')} fraction={null} />;
  if (status === 'running' && teacher !== null)
    return <Progress label={say('teacher')} fraction={teacher.answered / teacher.images} />;
  const fraction = totalSteps === 0 ? 0 : step / totalSteps;
  if (status === 'running')
    return (
      <Progress label={say('progress')} fraction={fraction} secondsLeft={pace?.runSecondsLeft ?? null} />
    );
  if (status === 'paused')
    return (
      <Progress
        label={say('paused', { step: integer(step), total: integer(totalSteps) })}
        fraction={fraction}
        isPaused
      />
    );
  if (status === 'ended')
    return <p className={styles.small}>{say('ended', { total: integer(totalSteps) })}</p>;
  if (status === 'cancelled')
    return <p className={styles.small}>{say('cancelled', { step: integer(step) })}</p>;
  return null;
}
