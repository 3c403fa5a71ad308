import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { toFailure } from '../../spec/failure.ts';
import { useModel } from '../../state/hooks.ts';
import type { RunState } from '../../state/runstate.ts';
import { Button } from '../../ui/control/Button.tsx';
import { useDoublePress } from '../../ui/control/doublepress.ts';
import { KeepFocus } from '../../ui/control/KeepFocus.tsx';
import { Notice } from '../../ui/control/Notice.tsx';
import { useFailureText } from '../../ui/language/failures.ts';
import styles from './Bench.module.css';
import { saveFile } from './download.ts';
import type { RecipeDraft } from './draft.ts';
import { toFileStem } from './edit.ts';
import { useRefusalText } from './useRefusalText.ts';

export interface RunControlsProps {
  readonly run: RunState;
  readonly name: string;
  readonly recipe: RecipeInput;
  readonly draft: RecipeDraft;
}

/** Run, pause, step, stop, clear; and the finished model as a file. */
export function RunControls({ run, name, recipe, draft }: RunControlsProps) {
  const { t } = useTranslation('bench');
  const [problem, setProblem] = useState('');
  const sayFailure = useFailureText();
  const sayRefusal = useRefusalText(recipe);
  const model = useModel(name, (state) => state.actions);
  const start = async () => {
    setProblem('');
    const chosen = draft.use();
    if (chosen === null) return setProblem(t('run.draftRefused'));
    try {
      await run.actions.start(chosen);
    } catch (error) {
      setProblem(t('run.refused', { message: sayRefusal(error) }));
    }
  };
  const download = async () => {
    setProblem('');
    try {
      await model.fromRun(name);
      saveFile(`${toFileStem(run.recipe ?? recipe)}.fwm`, await model.encode(), 'application/octet-stream');
    } catch (error) {
      setProblem(t('run.downloadFailed', { message: sayFailure(toFailure(error)) }));
    }
  };
  return (
    <>
      <RunButtons run={run} onStart={start} onDownload={download} />
      {problem && (
        <Notice level="error" onDismiss={() => setProblem('')}>
          {problem}
        </Notice>
      )}
    </>
  );
}

interface RunButtonsProps extends Pick<RunControlsProps, 'run'> {
  readonly onStart: () => void;
  readonly onDownload: () => void;
}

/** What can be done with the run as it stands. */
function RunButtons({ run, onStart, onDownload }: RunButtonsProps) {
  const { t } = useTranslation('bench');
  const { begin, unlessDoubled } = useDoublePress();
  const isGoing = ['queued', 'starting', 'running', 'paused'].includes(run.status);
  // A click that loses a race (the run has just ended) is no failure: the state says how it stands.
  const quietly = (action: Promise<void>) => void action.catch(() => {});
  const begun = () => {
    begin();
    onStart();
  };
  return (
    <KeepFocus className={styles.row}>
      {!isGoing && (
        <Button kind="primary" onPress={begun}>
          {t(run.status === 'idle' ? 'run.start' : 'run.again')}
        </Button>
      )}
      {run.status === 'running' && (
        <Button kind="primary" onPress={unlessDoubled(() => quietly(run.actions.pause()))}>
          {t('run.pause')}
        </Button>
      )}
      {run.status === 'paused' && (
        <>
          <Button kind="primary" onPress={() => quietly(run.actions.resume())}>
            {t('run.resume')}
          </Button>
          <Button onPress={() => quietly(run.actions.step())}>{t('run.step')}</Button>
        </>
      )}
      {isGoing && (
        <Button onPress={unlessDoubled(() => quietly(run.actions.cancel()))}>{t('run.cancel')}</Button>
      )}
      {!isGoing && run.status !== 'idle' && (
        <Button onPress={() => quietly(run.actions.reset())}>{t('run.reset')}</Button>
      )}
      {run.latest !== null && !isGoing && <Button onPress={onDownload}>{t('run.download')}</Button>}
    </KeepFocus>
  );
}
