import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LossChart } from '../../plots/loss/LossChart.tsx';
import { useSavedRuns } from '../../state/hooks.ts';
import styles from './Bench.module.css';
import { type CurveRun, MOST_CURVES, toComparedPanels } from './series.ts';

export interface RunCurvesProps {
  /** The runs in the slots, where they have curves. */
  readonly live: readonly CurveRun[];
  /** Saved runs that the reader has ticked, with the names they go by. */
  readonly saved: readonly { readonly id: string; readonly label: string }[];
}

/** Loss and test error of several runs on one axis. */
export function RunCurves({ live, saved }: RunCurvesProps) {
  const { t } = useTranslation('bench');
  const loaded = useSavedCurves(saved.map(({ id }) => id));
  const runs = useMemo(
    () => [
      ...live,
      ...saved.flatMap(({ id, label }) => {
        const curves = loaded[id];
        return curves === undefined ? [] : [{ id, label, ...curves }];
      }),
    ],
    [live, saved, loaded],
  );
  const panels = useMemo(
    () => toComparedPanels(runs, { loss: t('curves.loss'), error: t('curves.error') }),
    [runs, t],
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
        stepLabel={t('curves.step')}
      />
      {runs.length > MOST_CURVES && <p className={styles.note}>{t('curves.most', { count: MOST_CURVES })}</p>}
    </>
  );
}

type Curves = Pick<CurveRun, 'series' | 'epochs'>;

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
