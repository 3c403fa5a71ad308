import { formatNumber } from '../format.ts';
import type { LineSeries, ReferenceLine } from '../geometry/lines.ts';
import type { PlotLabels } from '../labels/PlotLabels.ts';
import type { AxisOptions, PlotCell, PlotTable } from '../types.ts';

/**
 * A row for each x, a column for each series; whiskers and notes in columns of their own where there are any.
 */
export function toLineTable(
  series: readonly LineSeries[],
  x: AxisOptions,
  y: AxisOptions,
  references: readonly ReferenceLine[],
  labels: PlotLabels,
): PlotTable {
  const xs = [...new Set(series.flatMap((each) => each.points.map((point) => point.x)))].sort(
    (a, b) => a - b,
  );
  const formatX = x.formatExact ?? x.format ?? formatNumber;
  const formatY = y.formatExact ?? y.format ?? formatNumber;
  const isAcross = references.filter((each) => each.axis === 'y');
  const columns = [
    { id: 'x', label: x.label, format: formatX },
    ...series.flatMap((each) => [
      { id: each.id, label: each.label, unit: y.label, format: formatY },
      ...(hasWhiskers(each)
        ? [
            { id: `${each.id}-low`, label: `${each.label} (${labels.from})`, unit: y.label, format: formatY },
            { id: `${each.id}-high`, label: `${each.label} (${labels.to})`, unit: y.label, format: formatY },
          ]
        : []),
      ...(hasNotes(each) ? [{ id: `${each.id}-note`, label: `${each.label} (${labels.note})` }] : []),
    ]),
    ...isAcross.map((each, i) => ({
      id: `reference-${i}`,
      label: each.label,
      unit: y.label,
      format: formatY,
    })),
  ];
  const rows = xs.map((at): PlotCell[] => [
    at,
    ...series.flatMap((each) => {
      const point = each.points.find((one) => one.x === at);
      return [
        point?.y ?? null,
        ...(hasWhiskers(each) ? [point?.low ?? null, point?.high ?? null] : []),
        ...(hasNotes(each) ? [point?.note ?? ''] : []),
      ];
    }),
    ...isAcross.map((each) => each.value),
  ]);
  return { columns, rows };
}

function hasWhiskers(series: LineSeries): boolean {
  return series.points.some((point) => point.low !== undefined);
}

function hasNotes(series: LineSeries): boolean {
  return series.points.some((point) => point.note !== undefined);
}
