import { useId, useMemo, useRef } from 'react';
import { PartPatterns, toPartFill } from '../bars/PartPatterns.tsx';
import { formatBytes, formatCount, formatNumber } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { FILE_PARTS } from '../geometry/bars.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { FrameProps, PlotTable } from '../types.ts';
import { layoutPipeline, type PipelineLayout, type PipelineStage, type StageBox } from './layout.ts';
import styles from './pipeline.module.css';

export interface PipelineChartProps extends FrameProps {
  /** In order; the first is what the others are compared with. */
  readonly stages: readonly PipelineStage[];
  /** Written where a stage's bytes are not known: "not yet". */
  readonly waitingLabel: string;
  readonly emphasis?: string | undefined;
}

/** One file, stage by stage: squares whose areas are bytes. */
export function PipelineChart(props: PipelineChartProps) {
  const { stages } = props;
  const labels = usePlotLabels();
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'stage', label: labels.step },
      { id: 'fileBytes', label: labels.fileBytes, unit: labels.bytes, format: formatCount },
      ...FILE_PARTS.map((part) => ({
        id: part,
        label: labels.part[part],
        unit: labels.bytes,
        format: formatCount,
      })),
    ],
    rows: stages.map(({ label, bytes, parts }) => [
      label,
      bytes,
      ...FILE_PARTS.map((part) => parts?.[part] ?? null),
    ]),
  });
  return (
    <Figure {...props} getTable={getTable}>
      <PipelineBody {...props} />
    </Figure>
  );
}

function PipelineBody(props: PipelineChartProps) {
  const stages = useStable(props.stages);
  const labels = usePlotLabels();
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const layout = useMemo(
    () => (width > 0 ? layoutPipeline({ width, fontPx, height, stages, partNames: labels.part }) : undefined),
    [width, fontPx, height, stages, labels],
  );
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '24em' }}>
      {layout && <PipelineDrawing {...props} layout={layout} fontPx={fontPx} />}
    </div>
  );
}

interface DrawingProps extends PipelineChartProps {
  readonly layout: PipelineLayout;
  readonly fontPx: number;
}

function PipelineDrawing({ layout, fontPx, waitingLabel, emphasis }: DrawingProps) {
  const labels = usePlotLabels();
  const id = useId();
  const box = 0.85 * fontPx;
  return (
    <Drawing width={layout.width} height={layout.height}>
      <PartPatterns id={id} variants={['muted', ...layout.boxes.map(({ stage }) => stage.variant)]} />
      {layout.bands.map((band) => (
        <path key={band.id} className={styles.band} d={band.path} />
      ))}
      {layout.boxes.map((each) => (
        <StageDrawing
          key={each.stage.id}
          box={each}
          id={id}
          fontPx={fontPx}
          waitingLabel={waitingLabel}
          isShort={layout.isShort}
          isFaded={emphasis !== undefined && emphasis !== each.stage.id}
        />
      ))}
      {layout.parts.map(({ part, x, y }) => (
        <g key={part}>
          <rect
            className={styles.square}
            x={x + 0.5}
            y={y - box / 2}
            width={box}
            height={box}
            style={{ fill: toPartFill(id, part, 'muted'), stroke: VARIANT_STYLE.muted.color }}
          />
          <text className={chart.tick} x={x + box + 0.5 * fontPx} y={y}>
            {labels.part[part]}
          </text>
        </g>
      ))}
    </Drawing>
  );
}

interface StageProps {
  readonly box: StageBox;
  readonly id: string;
  readonly fontPx: number;
  readonly waitingLabel: string;
  readonly isFaded: boolean;
  readonly isShort: boolean;
}

function StageDrawing({ box, id, fontPx, waitingLabel, isFaded, isShort }: StageProps) {
  const labels = usePlotLabels();
  const toTimes = isShort ? (factor: string) => `${factor}×` : labels.timesSmaller;
  const { stage, x, y, side, strips, text, notes, factor } = box;
  const { color } = VARIANT_STYLE[stage.variant];
  const isKnown = stage.bytes !== null;
  const line = 1.35 * fontPx;
  return (
    <g data-stage={stage.id} className={isFaded ? chart.faded : undefined}>
      <rect
        className={isKnown ? styles.square : styles.waiting}
        x={x}
        y={y}
        width={side}
        height={side}
        style={isKnown ? { fill: 'var(--plot-paper)', stroke: color } : undefined}
      />
      {strips.map((strip) => (
        <rect
          key={strip.part}
          className={styles.strip}
          x={x}
          y={strip.y}
          width={side}
          height={strip.height}
          style={{ fill: toPartFill(id, strip.part, stage.variant) }}
        />
      ))}
      {isKnown && strips.length === 0 && (
        <rect className={styles.strip} x={x} y={y} width={side} height={side} style={{ fill: color }} />
      )}
      <text x={text.x} y={text.y} style={{ fill: color, fontWeight: 600 }}>
        {stage.label}
      </text>
      <text x={text.x} y={text.y + line}>
        {isKnown ? (
          <>
            <tspan style={{ fontWeight: 600 }}>{formatBytes(stage.bytes)}</tspan>
            {factor !== null && factor >= 1.005 && (
              <tspan>{`  ${toTimes(formatNumber(Number(factor.toPrecision(3))))}`}</tspan>
            )}
          </>
        ) : (
          <tspan className={chart.tick}>{waitingLabel}</tspan>
        )}
      </text>
      {notes.map((note, i) => (
        <text key={note} className={chart.tick} x={text.x} y={text.y + (2 + i) * line}>
          {note}
        </text>
      ))}
    </g>
  );
}
