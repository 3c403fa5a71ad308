import { useId } from 'react';
import { PartPatterns, toPartFill } from '../bars/PartPatterns.tsx';
import { formatCount } from '../format.ts';
import { useFigureNames } from '../frame/FigureContext.ts';
import chart from '../parts/chart.module.css';
import styles from './bytemap.module.css';
import type { MapLayout, RegionSpan } from './layout.ts';
import type { BitView } from './view.ts';

interface Props {
  readonly layout: MapLayout;
  readonly fontPx: number;
  readonly chosen: number | undefined;
  readonly hovered: number | undefined;
  readonly pointed: { readonly bit: number; readonly bits: number } | undefined;
  readonly view: BitView;
}

export function ByteMapDrawing({ layout, fontPx, chosen, hovered, pointed, view }: Props) {
  const names = useFigureNames();
  const id = useId();
  const { width, height, whole, strip, window } = layout;
  const perBit = (width - 1) / (view.to - view.from);
  return (
    <svg
      className={chart.svg}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={names.title}
      aria-describedby={names.findingId}
    >
      <PartPatterns id={id} variants={['shared']} />
      <Regions id={id} spans={whole.regions} y={whole.y} height={whole.height} chosen={chosen} />
      <path
        className={styles.window}
        d={`M${window.x},${whole.height}L0,${strip.y}H${width - 1}L${window.x + window.width},${whole.height}Z`}
      />
      <rect
        className={styles.frame}
        x={window.x}
        y={whole.y}
        width={Math.max(window.width, 1.5)}
        height={whole.height}
      />
      <Regions
        id={id}
        spans={strip.regions}
        y={strip.y}
        height={strip.height}
        chosen={chosen}
        hovered={hovered}
        fontPx={fontPx}
      />
      {pointed && (
        <rect
          className={styles.pointed}
          x={(pointed.bit - view.from) * perBit}
          y={strip.y - 2}
          width={Math.max(pointed.bits * perBit, 2)}
          height={layout.fieldsY + 0.8 * fontPx - strip.y}
        />
      )}
      {layout.ticks.map(({ x, byte }) => (
        <g key={byte}>
          <line
            className={chart.axis}
            x1={x}
            x2={x}
            y1={strip.y + strip.height}
            y2={strip.y + strip.height + 0.3 * fontPx}
          />
          <text
            className={chart.tick}
            x={x}
            y={layout.ticksY}
            textAnchor={x < 2 * fontPx ? 'start' : x > width - 2 * fontPx ? 'end' : 'middle'}
          >
            {formatCount(byte)}
          </text>
        </g>
      ))}
      {layout.bytes.map(({ byte, text, x, width: wide }) => (
        <text key={byte} className={styles.byte} x={x + wide / 2} y={layout.bytesY} textAnchor="middle">
          {text}
        </text>
      ))}
      {layout.bits.map(({ bit, text, x, width: wide }) => (
        <text key={bit} className={styles.bit} x={x + wide / 2} y={layout.bitsY} textAnchor="middle">
          {text}
        </text>
      ))}
      {layout.fields.map(({ field, label, x, width: wide }) => (
        <g key={field.bit}>
          <path
            className={styles.brace}
            d={`M${x + 1},${layout.bitsY + 0.65 * fontPx}v3H${x + wide - 1}v-3`}
          />
          {label !== '' && (
            <text className={styles.field} x={x + wide / 2} y={layout.fieldsY} textAnchor="middle">
              {label}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

interface RegionsProps {
  readonly id: string;
  readonly spans: readonly RegionSpan[];
  readonly y: number;
  readonly height: number;
  readonly chosen: number | undefined;
  readonly hovered?: number | undefined;
  readonly fontPx?: number;
}

function Regions({ id, spans, y, height, chosen, hovered, fontPx = 0 }: RegionsProps) {
  return spans.map(({ region, index, label, x, width }) => (
    <g key={region.id} data-region={region.id}>
      <rect
        className={styles.region}
        data-lit={index === chosen || index === hovered || undefined}
        x={x}
        y={y}
        width={Math.max(width, 0.4)}
        height={height}
        style={{ fill: toPartFill(id, region.part, 'shared') }}
      />
      {label !== '' && (
        <text
          className={`${chart.halo} ${styles.label}`}
          x={x + width / 2}
          y={y + height / 2}
          textAnchor="middle"
          style={{ fontWeight: index === chosen ? 600 : 400, fontSize: fontPx }}
        >
          {label}
        </text>
      )}
    </g>
  ));
}
