import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlotLabels } from '../../plots/labels/PlotLabelsProvider.tsx';
import { LossChart } from '../../plots/loss/LossChart.tsx';
import type { RecipeInput } from '../../recipe/schema.ts';
import { toError } from '../../spec/failure.ts';
import { useRun } from '../../state/hooks.ts';
import type { RunState } from '../../state/runstate.ts';
import { Notice } from '../../ui/control/Notice.tsx';
import { Progress } from '../../ui/control/Progress.tsx';
import { useLocale } from '../../ui/language/bilingual.ts';
import styles from './Bench.module.css';
import type { RecipeDraft } from './draft.ts';
import { RunControls } from './RunControls.tsx';
import { StageTable } from './StageTable.tsx';
import { toLossPanels } from './series.ts';
import { sayStage } from './stagenames.ts';
import { useRefusalText } from './useRefusalText.ts';
import { useStatusText } from './useStatusText.ts';

export interface RunPanelProps {
  /** The run's slot in the store, and its letter on the page. */
  readonly name: string;
  readonly letter: string;
  readonly recipe: RecipeInput;
  /** Its text as it is being edited, which a run uses first. */
  readonly draft: RecipeDraft;
}

/** One run: start and stop, how far it is, its curves as they grow. */
export function RunPanel({ name, letter, recipe, draft }: RunPanelProps) {
  const { t } = useTranslation('bench');
  const run = useRun(name);
  const sayRefusal = useRefusalText(run.recipe ?? recipe);
  const status = useStatusText(run);
  const isGoing = run.status === 'running' || run.status === 'paused' || run.status === 'starting';
  return (
    <div className={styles.run}>
      <RunControls run={run} name={name} recipe={recipe} draft={draft} />
      <p role="status" className={styles.status}>
        {status}
      </p>
      {isGoing && (
        <Progress
          label={t('run.progress')}
          isLabelHidden
          fraction={run.totalSteps > 0 ? run.step / run.totalSteps : null}
          secondsLeft={run.pace?.runSecondsLeft ?? null}
          isPaused={run.status === 'paused'}
        />
      )}
      {run.failure && (
        <Notice
          level="error"
          {...(run.failure.lastGood
            ? { action: { label: t('run.lastGood'), run: () => void run.actions.resumeFromLastGood() } }
            : {})}
        >
          {sayRefusal(toError(run.failure))}
        </Notice>
      )}
      {run.unfinished && !isGoing && <Unfinished run={run} unfinished={run.unfinished} />}
      <RunChart run={run} letter={letter} />
      <StageTable run={run} />
    </div>
  );
}

interface UnfinishedProps {
  readonly run: RunState;
  readonly unfinished: NonNullable<RunState['unfinished']>;
}

function Unfinished({ run, unfinished }: UnfinishedProps) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const time = new Date(unfinished.savedAt).toLocaleString(locale === 'zh' ? 'zh-CN' : 'en-GB');
  return (
    <Notice
      action={{ label: t('run.goOn'), run: () => void run.actions.goOn() }}
      onDismiss={() => void run.actions.discardUnfinished()}
    >
      {t('run.unfinished', { time })}
    </Notice>
  );
}

function RunChart({ run, letter }: { readonly run: RunState; readonly letter: string }) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const { percent } = usePlotLabels();
  const { series, epochs } = run;
  const panels = useMemo(
    () =>
      toLossPanels(series, epochs, {
        loss: t('run.loss'),
        accuracy: t('run.accuracy'),
        training: t('run.training'),
        testing: t('run.testing'),
        percent,
      }),
    [series, epochs, t, percent],
  );
  const steps = series.steps.at(-1) ?? 0;
  return (
    <LossChart
      id={`bench-${letter}`}
      title={t('run.chart', { slot: letter })}
      finding={t('run.finding', {
        slot: letter,
        steps: String(steps),
        loss: (series.losses.at(-1) ?? Number.NaN).toFixed(3),
      })}
      state={steps > 0 ? { kind: 'ready' } : { kind: 'empty', message: t(`run.${toReasonForNone(run)}`) }}
      provenance={run.recipe}
      panels={panels}
      {...(run.totalSteps > 0 ? { stepsTotal: run.totalSteps } : {})}
      boundaries={run.ledgers.slice(0, -1).map((each) => ({
        step: each.totalSteps,
        label: sayStage(each.what, locale),
      }))}
    />
  );
}

/** Why there is no curve. */
function toReasonForNone({ status }: RunState): 'idle' | 'soon' | 'stopped' | 'untrained' {
  switch (status) {
    case 'idle':
    case 'queued':
      return 'idle';
    case 'starting':
    case 'running':
    case 'paused':
      return 'soon';
    case 'failed':
    case 'cancelled':
      return 'stopped';
    case 'ended':
      return 'untrained';
  }
}
