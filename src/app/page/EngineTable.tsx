import { useTranslation } from 'react-i18next';
import type { BackendName } from '../../protocol/backends.ts';
import { isSoftware, toAdapterName } from '../../state/adaptername.ts';
import {
  CANDIDATES,
  type CandidateOutcome,
  type CandidateResult,
  EXACT_BACKEND,
} from '../../state/enginechoice.ts';
import { useCalibration, useEngine } from '../../state/hooks.ts';
import { Button } from '../../ui/control/Button.tsx';
import { ScrollBox } from '../../ui/control/ScrollBox.tsx';
import { useLocale } from '../../ui/language/bilingual.ts';
import { useFailureText } from '../../ui/language/failures.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import styles from './EngineTable.module.css';

/** How the candidates for the engine compare on this device, and why one is left out. */
export function EngineTable() {
  const { t } = useTranslation();
  const { status, model, results, actions } = useCalibration();
  const engineStatus = useEngine((engine) => engine.status);
  const isBusy = status === 'measuring' || status === 'waiting';
  return (
    <div className={styles.engines} data-status={status} data-testid="engine-table">
      <ScrollBox label={t('engines.engine')} className={styles.frame}>
        <table>
          <caption>{model === null ? t('engines.captionUnknown') : t('engines.caption', { model })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('engines.engine')}</th>
              <th scope="col">{t('engines.pace')}</th>
              <th scope="col">{t('engines.exact')}</th>
            </tr>
          </thead>
          <tbody>
            {CANDIDATES.map((backend) => (
              <CandidateRow
                key={backend}
                backend={backend}
                result={results.find((each) => each.backend === backend)}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <MeasuringNote />
      <div className={styles.again}>
        <Button size="small" isDisabled={isBusy || engineStatus !== 'ready'} onPress={actions.measureAgain}>
          {t('engines.again')}
        </Button>
        <p className={styles.note}>{t('engines.againNote')}</p>
      </div>
    </div>
  );
}

interface CandidateRowProps {
  readonly backend: BackendName;
  /** What came of it; undefined before. */
  readonly result: CandidateResult | undefined;
}

function CandidateRow({ backend, result }: CandidateRowProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { inUse, workers } = useEngine((engine) => ({
    inUse: engine.info?.backend,
    workers: engine.workers,
  }));
  const sayOutcome = useOutcomeText();
  const sayAdapter = (adapter: string | null | undefined) =>
    adapter && isSoftware(adapter)
      ? t('engines.software', { name: toAdapterName(adapter) })
      : adapter && toAdapterName(adapter);
  const outcome = result?.outcome;
  const detail = backend === 'wasm' ? t('engines.workers', { count: workers }) : sayAdapter(result?.adapter);
  return (
    <tr data-backend={backend} aria-current={backend === inUse}>
      <th scope="row">
        {t(`backends.${backend}`)}
        {backend === inUse && <span className={styles.mark}>{t('engines.inUse')}</span>}
        {detail && <span className={styles.detail}>{detail}</span>}
        {outcome && <span className={styles.detail}>{sayOutcome(outcome)}</span>}
      </th>
      <td className={styles.number}>
        {outcome?.kind === 'measured' ? toNumberText(outcome.imagesPerSecond, locale, undefined, 0) : '–'}
      </td>
      <td>{t(backend === EXACT_BACKEND ? 'engines.yes' : 'engines.no')}</td>
    </tr>
  );
}

/** How far the measuring is, or how long it took and when that was. */
function MeasuringNote() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { status, model, openedMs, measuredMs, at, isRemembered } = useCalibration();
  const toSeconds = (ms: number) => toNumberText(ms / 1000, locale, undefined, 2);
  const say = () => {
    if (status === 'measuring') return t('engines.measuring');
    if (status === 'waiting') return t('engines.afterRun');
    if (model === null) return t('engines.waiting');
    return [
      t('engines.took', { timed: toSeconds(measuredMs), opened: toSeconds(openedMs) }),
      ...(isRemembered ? [t('engines.remembered', { date: new Date(at).toLocaleDateString(locale) })] : []),
    ].join(locale === 'zh' ? '' : ' ');
  };
  return (
    <p className={styles.note} aria-live="polite">
      {say()}
    </p>
  );
}

const LATE = {
  opening: 'engines.lateOpening',
  warmingUp: 'engines.lateWarmingUp',
  measuring: 'engines.lateMeasuring',
} as const;

/** How a candidate fared, in the reader's language. */
function useOutcomeText(): (outcome: CandidateOutcome) => string {
  const { t } = useTranslation();
  const locale = useLocale();
  const sayFailure = useFailureText();
  return (outcome) => {
    switch (outcome.kind) {
      case 'measured':
        return t('engines.passed', { error: outcome.selfTestError.toExponential(1) });
      case 'absent':
        return t('engines.absent');
      case 'failed':
        return t('engines.failed', { reason: sayFailure(outcome.failure) });
      case 'postponed':
        return t('engines.postponed');
      case 'unfinished':
        return t(LATE[outcome.phase], { seconds: toNumberText(outcome.limitMs / 1000, locale) });
      case 'lost':
        return t('engines.lost');
    }
  };
}
