import { useMemo, useRef } from 'react';
import { sumEnergy } from '../../math/energy.ts';
import { CLEAR_NOISE } from '../../math/statistics.ts';
import { formatBytes, formatCount, formatEnergy, formatMs } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import type { LedgerEntry, LedgerFigures, LedgerMeasure } from '../geometry/bars.ts';
import { FILE_PARTS, layoutLedger } from '../geometry/bars.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { FrameProps, PlotCell, PlotTable } from '../types.ts';
import { LedgerDrawing } from './LedgerDrawing.tsx';

/**
 * File bytes by part as stacked bars, and small bars for the other measures. The first entry is the
 * reference.
 */
export interface LedgerBarsProps extends FrameProps {
  readonly entries: readonly LedgerEntry[];
}

/** Weights count where a ledger has no energy: as many bars either way. */
function chooseMeasures(entries: readonly LedgerEntry[]): readonly LedgerMeasure[] {
  const hasEnergy = entries.every(({ ledger }) => ledger.energy !== undefined);
  return hasEnergy ? ['macs', 'energy', 'latency', 'wrong'] : ['nonZeros', 'macs', 'latency', 'wrong'];
}

/** What each model weighs: the bytes of its file by part, and its weights, work, time and errors. */
export function LedgerBars(props: LedgerBarsProps) {
  const { entries } = props;
  const labels = usePlotLabels();
  const hasEnergy = entries.some(({ ledger }) => ledger.energy !== undefined);
  const hasSpeed = entries.some(({ ledger }) => ledger.speed !== undefined);
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'model', label: labels.model },
      { id: 'fileBytes', label: labels.fileBytes, unit: labels.bytes, format: formatBytes },
      ...FILE_PARTS.map((part) => ({
        id: part,
        label: labels.part[part],
        unit: labels.bytes,
        format: formatBytes,
      })),
      { id: 'nonZeros', label: labels.nonZeros, format: formatCount },
      { id: 'macs', label: labels.macs, format: formatCount },
      ...(hasEnergy ? [{ id: 'energyPj', label: labels.energy, unit: 'pJ', format: formatEnergy }] : []),
      { id: 'latencyMs', label: labels.latency, unit: 'ms', format: formatMs },
      { id: 'latencyP95Ms', label: labels.latencyP95, unit: 'ms', format: formatMs },
      ...(hasSpeed
        ? [
            { id: 'latencyBestMs', label: labels.latencyBest, unit: 'ms', format: formatMs },
            { id: 'breakEven', label: labels.breakEven, format: (value: number) => labels.percent(value, 0) },
          ]
        : []),
      { id: 'wrong', label: labels.wrong, format: formatCount },
    ],
    rows: entries.map(({ label, ledger }): PlotCell[] => [
      label,
      ledger.fileBytes,
      ...FILE_PARTS.map((part) => ledger.fileParts[part]),
      ledger.nonZeros,
      ledger.effectiveMacs,
      ...(hasEnergy ? [ledger.energy === undefined ? null : sumEnergy(ledger.energy)] : []),
      ledger.latencyMs.median,
      ledger.latencyMs.p95,
      ...(hasSpeed ? [ledger.speed?.best.median ?? null, toBreakEven(ledger.speed)] : []),
      ledger.wrong,
    ]),
  });
  return (
    <Figure {...props} getTable={getTable}>
      <LedgerBody {...props} />
    </Figure>
  );
}

function toBreakEven(speed: LedgerFigures['speed']): number | null {
  return speed === undefined || (speed.noise ?? 0) > CLEAR_NOISE ? null : speed.breakEven;
}

function LedgerBody(props: LedgerBarsProps) {
  const entries = useStable(props.entries);
  const measures = useStable(chooseMeasures(entries));
  const labels = usePlotLabels();
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const layout = useMemo(
    () =>
      width > 0
        ? layoutLedger({ width, fontPx, height, entries, measures, partNames: labels.part })
        : undefined,
    [width, fontPx, height, entries, measures, labels],
  );
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '20em' }}>
      {layout && <LedgerDrawing layout={layout} fontPx={fontPx} />}
    </div>
  );
}
