import { useId } from 'react';
import { PartPatterns, toPartFill } from '../bars/PartPatterns.tsx';
import { formatCount } from '../format.ts';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
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
  const id = useId();
  const { width, height, whole, strip, window } = layout;
  const perBit = (width - 1) / (view.to - view.from);
  return (
    <Drawing width={width} height={height}>
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
      <Offsets layout={layout} fontPx={fontPx} />
      <Contents layout={layout} fontPx={fontPx} />
    </Drawing>
  );
}

type PartProps = Pick<Props, 'layout' | 'fontPx'>;

/** The numbers of bytes under the strip. */
function Offsets({ layout, fontPx }: PartProps) {
  const { width, strip } = layout;
  const bottom = strip.y + strip.height;
  return layout.ticks.map(({ x, byte }) => (
    <g key={byte}>
      <line className={chart.axis} x1={x} x2={x} y1={bottom} y2={bottom + 0.3 * fontPx} />
      <text
        className={chart.tick}
        x={x}
        y={layout.ticksY}
        textAnchor={x < 2 * fontPx ? 'start' : x > width - 2 * fontPx ? 'end' : 'middle'}
      >
        {formatCount(byte)}
      </text>
    </g>
  ));
}

/** Bytes, their bits, and the fields that were read out of them, as far as the view is close enough. */
function Contents({ layout, fontPx }: PartProps) {
  return (
    <>
      {layout.bytes.map(({ byte, text, x, width }) => (
        <text key={byte} className={styles.byte} x={x + width / 2} y={layout.bytesY} textAnchor="middle">
          {text}
        </text>
      ))}
      {layout.bits.map(({ bit, text, x, width }) => (
        <text key={bit} className={styles.bit} x={x + width / 2} y={layout.bitsY} textAnchor="middle">
          {text}
        </text>
      ))}
      {layout.fields.map(({ field, label, x, width }) => (
        <g key={field.bit}>
          <path
            className={styles.brace}
            d={`M${x + 1},${layout.bitsY + 0.65 * fontPx}v3H${x + width - 1}v-3`}
          />
          {label !== '' && (
            <text className={styles.field} x={x + width / 2} y={layout.fieldsY} textAnchor="middle">
              {label}
            </text>
          )}
        </g>
      ))}
    </>
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
