import type { MaskLayout } from '../geometry/mask.ts';
import { XAxis, YAxis } from '../parts/Axis.tsx';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import styles from './fields.module.css';

interface Props {
  readonly layout: MaskLayout;
  readonly fontPx: number;
  readonly across: boolean;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly bandLabel: string;
}

/** Frame, axes and band guides of a kernel's picture. */
export function MaskAxes({ layout, fontPx, across, xLabel, yLabel, bandLabel }: Props) {
  const { area, bands } = layout;
  return (
    <Drawing className={styles.over} width={layout.width} height={layout.height}>
      {bands.map((mark) => {
        const isEdge = mark.band === 1;
        const d = across
          ? `M${mark.from},${area.top - 0.45 * fontPx}V${area.bottom}`
          : `M${area.left},${mark.from}H${area.right}`;
        return <path key={mark.band} className={isEdge ? undefined : styles.guide} d={d} />;
      })}
      {across && bands.length > 0 && (
        <>
          {bands
            .filter((mark) => mark.isNamed)
            .map((mark) => (
              <text
                key={mark.band}
                className={chart.tick}
                x={Math.min(Math.max((mark.from + mark.to) / 2, area.left), area.right)}
                y={area.top - 0.75 * fontPx}
                textAnchor="middle"
              >
                {mark.band}
              </text>
            ))}
          <text className={chart.axisLabel} x={area.right} y={area.top - 2.2 * fontPx} textAnchor="end">
            {bandLabel}
          </text>
        </>
      )}
      <rect
        className={styles.frame}
        x={area.left}
        y={area.top}
        width={area.right - area.left}
        height={area.bottom - area.top}
      />
      <YAxis
        area={across && bands.length > 0 ? { ...area, top: area.top - 0.6 * fontPx } : area}
        ticks={layout.yTicks}
        label={yLabel}
        fontPx={fontPx}
        grid={false}
      />
      <XAxis area={area} ticks={layout.xTicks} label={xLabel} fontPx={fontPx} />
    </Drawing>
  );
}
