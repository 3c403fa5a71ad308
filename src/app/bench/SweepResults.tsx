import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../plots/format.ts';
import type { ParetoGroup, ParetoPoint } from '../../plots/pareto/layout.ts';
import { ParetoChart } from '../../plots/pareto/ParetoChart.tsx';
import type { RecipeInput } from '../../recipe/schema.ts';
import type { SweepPoint } from '../../state/sweepstate.ts';
import { Button } from '../../ui/control/Button.tsx';
import { ScrollBox } from '../../ui/control/ScrollBox.tsx';
import { toSizeText } from '../../ui/control/sizes.ts';
import { useLocale } from '../../ui/language/bilingual.ts';
import { useFailureText } from '../../ui/language/failures.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import styles from './Bench.module.css';
import { nameField } from './fieldname.ts';

export interface SweepResultsProps {
  readonly points: readonly SweepPoint[];
  readonly onUse: (recipe: RecipeInput) => void;
}

/**
 * The points as a table and as a chart: by the field's value where that is a number, by bytes where it is a
 * word.
 */
export function SweepResults({ points, onUse }: SweepResultsProps) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const [first] = points;
  if (first === undefined) return null;
  // In the words of the recipe that was run, which the form may have left since.
  const name = nameField(first.group, first.recipe, t, locale) ?? first.group;
  const isNumber = points.every(({ key, x }) => key === String(x));
  const ended = points.flatMap(({ key, x, ledger }) =>
    ledger === null
      ? []
      : [
          {
            id: key,
            group: 'points',
            label: key,
            x: isNumber ? x : ledger.fileBytes,
            y: ledger.error,
            note: toSizeText(ledger.fileBytes),
          },
        ],
  );
  return (
    <>
      <PointTable {...{ name, points, onUse }} />
      {ended.length > 1 && <PointChart {...{ name, points, ended, isNumber, onUse }} />}
    </>
  );
}

interface PointTableProps extends SweepResultsProps {
  /** What the field is called. */
  readonly name: string;
}

function PointTable({ name, points, onUse }: PointTableProps) {
  const { t } = useTranslation('bench');
  return (
    <ScrollBox label={t('sweep.title')} className={styles.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">{t('saved.error')}</th>
            <th scope="col">{t('saved.nonZeros')}</th>
            <th scope="col">{t('saved.bytes')}</th>
            <th scope="col">{t('saved.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.key}>
              <th scope="row">{point.key}</th>
              <PointCells point={point} />
              <td>
                <Button size="small" kind="quiet" onPress={() => onUse(point.recipe)}>
                  {t('sweep.use')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

interface PointChartProps extends PointTableProps {
  /** Points that have ended. */
  readonly ended: readonly ParetoPoint[];
  readonly isNumber: boolean;
}

function PointChart({ name, points, ended, isNumber, onUse }: PointChartProps) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const groups = useMemo<readonly ParetoGroup[]>(
    () => [
      {
        id: 'points',
        label: t('sweep.points'),
        variant: 'accent',
        marker: 'circle',
        isFilled: true,
        hasNames: true,
      },
    ],
    [t],
  );
  const percent = (value: number) => toNumberText(value, locale, '%');
  const best = ended.reduce((least, point) => (point.y < least.y ? point : least));
  return (
    <ParetoChart
      id="bench-sweep-chart"
      title={t('sweep.chart', { name })}
      finding={t('sweep.finding', {
        ...{ name, value: best.label, error: percent(best.y) },
        bytes: best.note ?? '',
      })}
      showFinding
      state={{ kind: 'ready' }}
      groups={groups}
      points={ended}
      x={
        isNumber
          ? { label: name, format: formatNumber }
          : { label: t('front.bytes'), kind: 'log', format: toSizeText }
      }
      y={{ label: t('front.error'), format: percent }}
      words={{ group: t('front.whose'), name: t('front.name'), front: t('front.onFront') }}
      onPick={({ id }) => {
        const point = points.find(({ key }) => key === id);
        if (point !== undefined) onUse(point.recipe);
      }}
    />
  );
}

/** How many images a point got wrong; until it is there, how far it is or why it failed. */
export function usePointText(): (point: SweepPoint) => string {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const sayFailure = useFailureText();
  return ({ ledger, status, failure }) => {
    if (ledger !== null)
      return `${toNumberText(ledger.wrong, locale)} / ${toNumberText(ledger.tested, locale)}`;
    return failure === null ? t(`sweep.${status}`) : sayFailure(failure);
  };
}

function PointCells({ point }: { readonly point: SweepPoint }) {
  const locale = useLocale();
  const toText = usePointText();
  const { ledger } = point;
  if (ledger === null) return <td colSpan={3}>{toText(point)}</td>;
  return (
    <>
      <td>{toText(point)}</td>
      <td>{toNumberText(ledger.nonZeros / ledger.parameters, locale, '%')}</td>
      <td>{toSizeText(ledger.fileBytes)}</td>
    </>
  );
}
