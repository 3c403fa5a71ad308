import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineInfo, EnginePace } from '../../protocol/commands.ts';
import { useEngine } from '../../state/hooks.ts';
import { Button } from '../../ui/control/Button.tsx';
import { useLocale } from '../../ui/language/bilingual.ts';
import { useFailureText } from '../../ui/language/failures.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import styles from './EngineBadge.module.css';

/** How long the engine has been up when its pace is measured. */
const QUIET_MS = 2500;

/**
 * What runs the arithmetic, in a word; opens to how it proved itself. Works without any script of the
 * primitives library.
 */
export function EngineBadge() {
  const { t } = useTranslation();
  const sayFailure = useFailureText();
  const { status, info, failure, restarts, workers, workersReplaced, pace, actions } = useEngine(
    ({ status, info, failure, restarts, workers, workersReplaced, pace, actions }) => ({
      status,
      info,
      failure,
      restarts,
      workers,
      workersReplaced,
      pace,
      actions,
    }),
  );
  useFirstPace(status === 'ready' && pace === null, actions.measurePace);
  const isTroubled =
    status === 'failed' || (info !== null && (!info.selfTest.passed || info.fallback !== undefined));
  const word =
    status !== 'ready' || info === null
      ? t(`engine.${status}`)
      : [t(`backends.${info.backend}`), ...(info.bitExact ? [] : [t('engine.notExactShort')])].join(
          t('engine.comma'),
        );
  return (
    <details
      className={styles.badge}
      data-status={status}
      data-testid="engine-badge"
      // The model at hand may be another one by now.
      onToggle={(event) => event.currentTarget.open && actions.measurePace()}
    >
      <summary className={styles.summary} aria-label={t('engine.open', { state: word })}>
        <span
          className={styles.light}
          data-light={isTroubled ? 'bad' : status === 'ready' ? 'good' : 'wait'}
        />
        {word}
      </summary>
      <div className={styles.panel}>
        {info !== null && <EngineFacts {...{ info, restarts, workers, workersReplaced, pace }} />}
        {status === 'failed' && (
          <>
            <p>{t('engine.whyFailed')}</p>
            {failure !== null && <p>{sayFailure(failure)}</p>}
            <Button size="small" kind="primary" onPress={actions.retry}>
              {t('engine.retry')}
            </Button>
          </>
        )}
        {info === null && status !== 'failed' && <p>{t(`engine.${status}`)}…</p>}
      </div>
    </details>
  );
}

/** Measures the pace after the first picture, and the models that it loads. */
function useFirstPace(isUnmeasured: boolean, measurePace: () => void): void {
  useEffect(() => {
    if (!isUnmeasured) return;
    const timer = setTimeout(measurePace, QUIET_MS);
    return () => clearTimeout(timer);
  }, [isUnmeasured, measurePace]);
}

export interface EngineFactsProps {
  readonly info: EngineInfo;
  readonly restarts: number;
  readonly workers: number;
  readonly workersReplaced: number;
  readonly pace: EnginePace | null;
}

/** The engine's proofs as a list. */
export function EngineFacts({ info, restarts, workers, workersReplaced, pace }: EngineFactsProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const sayFailure = useFailureText();
  const error = info.selfTest.largestError.toExponential(1);
  const facts: readonly (readonly [string, string])[] = [
    [t('engine.backend'), t(`backends.${info.backend}`)],
    ...(info.backend === info.requested
      ? []
      : ([[t('engine.wanted'), t(`backends.${info.requested}`)]] as const)),
    ...(info.fallback === undefined ? [] : ([[t('engine.fallback'), sayFailure(info.fallback)]] as const)),
    [
      t('engine.selfTest'),
      info.selfTest.passed
        ? t('engine.selfTestPassed', { error, ms: String(Math.round(info.selfTest.elapsedMs)) })
        : t('engine.selfTestFailed', { error }),
    ],
    [t('engine.speed'), t('engine.gflops', { value: String(Number(info.gflops.toPrecision(3))) })],
    ...(pace === null
      ? []
      : ([
          [
            t(info.backend === 'wasm' ? 'engine.pace' : 'engine.paceAlone', { model: pace.model }),
            [
              t('engine.imagesPerSecond', {
                value: toNumberText(pace.imagesPerSecond, locale, undefined, 0),
              }),
              t('engine.gflopsTraining', { value: toNumberText(pace.gflops, locale) }),
              ...(pace.roofGflops === null
                ? []
                : [
                    t('engine.ofRoof', {
                      share: toNumberText(pace.gflops / pace.roofGflops, locale, '%', 0),
                    }),
                  ]),
            ].join(t('engine.comma')),
          ],
        ] as const)),
    ...(info.backend === 'wasm' ? ([[t('engine.workers'), String(workers)]] as const) : []),
    [t('engine.exact'), t(info.bitExact ? 'engine.bitExact' : 'engine.notBitExact')],
    ...(workersReplaced === 0 ? [] : ([[t('engine.workersReplaced'), String(workersReplaced)]] as const)),
    ...(restarts === 0 ? [] : ([[t('engine.restarts'), String(restarts)]] as const)),
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
