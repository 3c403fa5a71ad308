import { useTranslation } from 'react-i18next';
import { LedgerBars } from '../../plots/bars/LedgerBars.tsx';
import type { LedgerEntry } from '../../plots/geometry/bars.ts';
import type { Ledger } from '../../protocol/ledger.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { useRun } from '../../state/hooks.ts';
import type { RunState } from '../../state/runstate.ts';
import { useTimesTogether } from '../../state/timehooks.ts';
import { toSizeText } from '../../ui/control/sizes.ts';
import styles from './Bench.module.css';
import { RunCurves } from './RunCurves.tsx';
import { RUN_NAMES } from './slots.ts';
import { type TickedRun, useTicked, useTickedModels } from './ticked.ts';

/**
 * Both runs as far as they are, and the saved runs that are ticked, side by side; the first is what the
 * others are held against.
 */
export function Comparison({ weighed }: { readonly weighed: readonly string[] }) {
  const { t } = useTranslation('bench');
  const ticked = useTicked(weighed);
  const runs = useCompared(ticked);
  const entries = runs.map(
    ({ id, label, ledger }): LedgerEntry => ({
      id,
      label,
      variant: toVariant(ledger),
      ledger,
    }),
  );
  const finding = entries
    .map(({ label, ledger }) =>
      t('compare.finding', { label, bytes: toSizeText(ledger.fileBytes), count: ledger.wrong }),
    )
    .join(' ');
  return (
    <section className={styles.section} aria-labelledby="bench-compare">
      <h2 id="bench-compare">{t('compare.title')}</h2>
      {entries.length === 0 ? (
        <p className={styles.note}>{t('compare.empty')}</p>
      ) : (
        <LedgerBars
          title={t('compare.chart')}
          finding={finding}
          entries={entries}
          showFinding
          provenance={Object.fromEntries(runs.map(({ label, recipe }) => [label, recipe]))}
        />
      )}
      <RunCurves saved={ticked} />
    </section>
  );
}

interface ComparedRun {
  readonly id: string;
  readonly label: string;
  readonly recipe: Recipe | null;
  readonly ledger: Ledger;
}

function useCompared(ticked: readonly TickedRun[]): readonly ComparedRun[] {
  const { t } = useTranslation('bench');
  const a = useRun(RUN_NAMES.a, toWeighed);
  const b = useRun(RUN_NAMES.b, toWeighed);
  const models = useTickedModels(ticked);
  const runs = [
    { id: 'a', label: t('slots.a'), ...a },
    { id: 'b', label: t('slots.b'), ...b },
    ...ticked.map((each) => ({ ...each, snapshot: models[each.id] ?? null })),
  ].flatMap(({ ledger, ...run }) => (ledger === null ? [] : [{ ...run, ledger }]));
  // What trains meanwhile would be timed, too.
  const isQuiet = !a.isGoing && !b.isGoing && ticked.every(({ id }) => models[id] !== undefined);
  const { ledgers } = useTimesTogether(runs, isQuiet);
  return runs.map((run, at) => ({ ...run, ledger: ledgers[at] ?? run.ledger }));
}

const toWeighed = ({ ledger, recipe, latest, status }: RunState) => ({
  ...{ ledger, recipe },
  snapshot: latest?.model ?? null,
  isGoing: status === 'starting' || status === 'running',
});

function toVariant({ nonZeros, parameters, layers }: Ledger) {
  if (layers.some(({ clusters }) => clusters !== undefined)) return 'shared';
  return nonZeros < 0.98 * parameters ? 'pruned' : 'dense';
}
