import { useTranslation } from 'react-i18next';
import { sumEnergy } from '../../math/energy.ts';
import { CLEAR_NOISE, isNoisy } from '../../math/statistics.ts';
import type { LatencyLedger, SpeedLedger } from '../../protocol/ledger.ts';
import type { RunState } from '../../state/runstate.ts';
import { useTimesTogether } from '../../state/timehooks.ts';
import { ScrollBox } from '../../ui/control/ScrollBox.tsx';
import { toEnergyText, toSizeText } from '../../ui/control/sizes.ts';
import { useLocale } from '../../ui/language/bilingual.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import styles from './Bench.module.css';
import { sayStage } from './stagenames.ts';

export interface StageTableProps {
  readonly run: Pick<RunState, 'status' | 'ledgers' | 'snapshots'>;
}

/** Once it has ended, the nets that its stages left are timed in turn. */
function useStageLedgers({ status, ledgers, snapshots }: StageTableProps['run']): RunState['ledgers'] {
  const weighed = ledgers.map(({ stage, ledger }) => ({
    ledger,
    snapshot: snapshots.find((each) => each.stage === stage)?.model ?? null,
  }));
  const timed = useTimesTogether(weighed, status === 'ended').ledgers;
  return ledgers.map((each, at) => ({ ...each, ledger: timed[at] ?? each.ledger }));
}

/** What the model weighed after each stage so far. */
export function StageTable({ run }: StageTableProps) {
  const ledgers = useStageLedgers(run);
  const { t } = useTranslation('bench');
  const locale = useLocale();
  if (ledgers.length === 0) return null;
  const hasSpeed = ledgers.some(({ ledger }) => ledger.speed !== undefined);
  const hasIntegers = ledgers.some(({ ledger }) => ledger.integerMs !== undefined);
  const hasEnergy = ledgers.some(({ ledger }) => ledger.energy !== undefined);
  // A time that other programs held up is a span, from the median to the 95th percentile.
  const toTimeText = ({ median, p95 }: LatencyLedger) =>
    isNoisy({ median, p95 })
      ? `${toNumberText(median, locale, 'ms')} – ${toNumberText(p95, locale, 'ms')}`
      : toNumberText(median, locale, 'ms');
  const toBreakEvenText = (speed: SpeedLedger | undefined) => {
    if ((speed?.noise ?? 0) > CLEAR_NOISE) return t('run.noise');
    return speed?.breakEven == null ? '–' : toNumberText(speed.breakEven, locale, '%');
  };
  return (
    <>
      <ScrollBox label={t('run.after')} className={styles.table}>
        <table>
          <caption>{t('run.after')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('saved.stage')}</th>
              <th scope="col">{t('saved.error')}</th>
              <th scope="col">{t('saved.nonZeros')}</th>
              <th scope="col">{t('saved.bytes')}</th>
              {hasEnergy && <th scope="col">{t('saved.energy')}</th>}
              <th scope="col">{t('saved.latency')}</th>
              {hasIntegers && <th scope="col">{t('saved.latencyIntegers')}</th>}
              {hasSpeed && <th scope="col">{t('saved.latencyBest')}</th>}
              {hasSpeed && <th scope="col">{t('saved.breakEven')}</th>}
            </tr>
          </thead>
          <tbody>
            {ledgers.map(({ stage, what, ledger }) => (
              <tr key={stage}>
                <th scope="row">
                  {stage + 1}. {sayStage(what, locale)}
                </th>
                <td>
                  {toNumberText(ledger.wrong, locale)} / {toNumberText(ledger.tested, locale)}
                </td>
                <td>{toNumberText(ledger.nonZeros / ledger.parameters, locale, '%')}</td>
                <td>{toSizeText(ledger.fileBytes)}</td>
                {hasEnergy && <td>{ledger.energy ? toEnergyText(sumEnergy(ledger.energy)) : '–'}</td>}
                <td>{toTimeText(ledger.latencyMs)}</td>
                {hasIntegers && <td>{ledger.integerMs ? toTimeText(ledger.integerMs) : '–'}</td>}
                {hasSpeed && <td>{ledger.speed === undefined ? '–' : toTimeText(ledger.speed.best)}</td>}
                {hasSpeed && <td>{toBreakEvenText(ledger.speed)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <Notes ledgers={ledgers} />
    </>
  );
}

/** What the numbers leave out, and what they hold. */
function Notes({ ledgers }: { readonly ledgers: RunState['ledgers'] }) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const unfused = [...new Set(ledgers.flatMap(({ ledger }) => ledger.latencyMs.unfused ?? []))];
  const energy = ledgers.at(-1)?.ledger.energy;
  return (
    <>
      {energy && (
        <p className={styles.note}>
          {t(energy.memory === 'sram' ? 'run.energySram' : 'run.energyDram', {
            arithmetic: toEnergyText(energy.arithmeticPj),
            memory: toEnergyText(energy.memoryPj),
          })}
        </p>
      )}
      {unfused.length > 0 && (
        <p className={styles.note}>
          {t('run.unfused', { layers: unfused.join(locale === 'zh' ? '、' : ', ') })}
        </p>
      )}
    </>
  );
}
