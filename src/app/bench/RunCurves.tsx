import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlotLabels } from '../../plots/labels/PlotLabelsProvider.tsx';
import { LossChart } from '../../plots/loss/LossChart.tsx';
import type { Recipe } from '../../recipe/schema.ts';
import { useRun, useSavedRuns } from '../../state/hooks.ts';
import type { RunState } from '../../state/runstate.ts';
import styles from './Bench.module.css';
import { type CurveRun, MOST_CURVES, toComparedPanels } from './series.ts';
import { RUN_NAMES } from './slots.ts';
import type { TickedRun } from './ticked.ts';

/**
 * Loss and test error of several runs on one axis: those in the slots, where they have curves, and the saved
 * ones that are ticked.
 */
export function RunCurves({ saved }: { readonly saved: readonly TickedRun[] }) {
  const { t } = useTranslation('bench');
  const live = useLiveCurves();
  const loaded = useSavedCurves(saved.map(({ id }) => id));
  const runs = useMemo(
    () => [
      ...live,
      ...saved.flatMap(({ id, key, label, recipe }) => {
        const curves = loaded[id];
        return curves === undefined ? [] : [{ id: key, label, recipe, ...curves }];
      }),
    ],
    [live, saved, loaded],
  );
  const { percent } = usePlotLabels();
  const panels = useMemo(
    () => toComparedPanels(runs, { loss: t('curves.loss'), error: t('curves.error'), percent }),
    [runs, t, percent],
  );
  if (runs.length < 2) return <p className={styles.note}>{t('curves.empty')}</p>;
  const finding = runs
    .slice(0, MOST_CURVES)
    .map(({ label, epochs }) => {
      const last = epochs.at(-1)?.evaluation;
      return last === undefined
        ? ''
        : t('curves.finding', { label, count: last.wrong, tested: String(last.tested) });
    })
    .join(' ');
  return (
    <>
      <LossChart
        id="bench-curves"
        title={t('curves.title')}
        finding={finding.trim() === '' ? t('curves.title') : finding}
        panels={panels}
        provenance={toRecipes(runs.slice(0, MOST_CURVES))}
        stepLabel={t('curves.step')}
      />
      {runs.length > MOST_CURVES && <p className={styles.note}>{t('curves.most', { count: MOST_CURVES })}</p>}
    </>
  );
}

type Curves = Pick<CurveRun, 'series' | 'epochs'>;

interface NamedRun extends CurveRun {
  readonly recipe: Recipe | null;
}

/** The recipe of each run by the name that its columns go by. */
function toRecipes(runs: readonly NamedRun[]): Readonly<Record<string, Recipe | null>> {
  return Object.fromEntries(runs.map(({ id, recipe }) => [id, recipe]));
}

const toCurves = ({ series, epochs, recipe }: RunState) => ({ series, epochs, recipe });

function useLiveCurves(): readonly NamedRun[] {
  const { t } = useTranslation('bench');
  const a = useRun(RUN_NAMES.a, toCurves);
  const b = useRun(RUN_NAMES.b, toCurves);
  return useMemo(
    () =>
      [
        { id: 'a', label: t('slots.a'), ...a },
        { id: 'b', label: t('slots.b'), ...b },
      ].filter(({ series }) => series.steps.length > 0),
    [a, b, t],
  );
}

/** The curves of saved runs, as they come from the browser's storage. A run that is gone has none. */
function useSavedCurves(ids: readonly string[]): Readonly<Record<string, Curves>> {
  const { actions } = useSavedRuns();
  const [curves, setCurves] = useState<Readonly<Record<string, Curves>>>({});
  const key = ids.join(' ');
  useEffect(() => {
    let isWanted = true;
    for (const id of key === '' ? [] : key.split(' ')) {
      actions.load(id).then(
        (run) => {
          if (isWanted && run !== null)
            setCurves((before) => ({ ...before, [id]: { series: run.series, epochs: run.epochs } }));
        },
        () => {}, // the browser has lost it; the list tells
      );
    }
    return () => {
      isWanted = false;
    };
  }, [key, actions]);
  return curves;
}
