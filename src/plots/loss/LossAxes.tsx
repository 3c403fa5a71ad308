import type { PanelLayout, PlacedPanel } from '../geometry/panels.ts';
import { estimateTextWidth } from '../geometry/text.ts';
import { VARIANT_STYLE } from '../palette.ts';
import { XAxis, YAxis } from '../parts/Axis.tsx';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { LineSample } from '../parts/LineSample.tsx';
import type { LossChartProps } from './props.ts';

interface Props {
  readonly layout: PanelLayout;
  readonly fontPx: number;
  readonly stepLabel: string;
  readonly boundaries: LossChartProps['boundaries'];
}

/** Axes and names; the streams themselves are on the canvas over it. */
export function LossAxes({ layout, fontPx, stepLabel, boundaries = [] }: Props) {
  const { panels, x } = layout;
  const first = panels[0];
  const last = panels.at(-1);
  const marks = thinMarks(
    boundaries.map((each) => ({ ...each, x: x.toPixel(each.step) })),
    fontPx,
  );
  return (
    <Drawing width={layout.width} height={layout.height}>
      {first &&
        last &&
        marks.map((each) => (
          <g key={`${each.step}${each.label}`}>
            <line
              className={chart.grid}
              x1={each.x}
              x2={each.x}
              y1={first.area.top - 0.4 * fontPx}
              y2={last.area.bottom}
            />
            {each.isNamed && (
              <text className={chart.tick} x={each.x + 0.3 * fontPx} y={first.area.top - 0.1 * fontPx}>
                {each.label}
              </text>
            )}
          </g>
        ))}
      {panels.map((each) => (
        <g key={each.panel.id}>
          <YAxis area={each.area} ticks={each.yTicks} label={each.panel.axis.label} fontPx={fontPx} />
          <line
            className={chart.axis}
            x1={each.area.left}
            x2={each.area.right}
            y1={each.area.bottom}
            y2={each.area.bottom}
          />
          <Names placed={each} fontPx={fontPx} />
        </g>
      ))}
      {last && <XAxis area={last.area} ticks={layout.xTicks} label={stepLabel} fontPx={fontPx} />}
    </Drawing>
  );
}

/** Rules stay; of their names those that would run into the one before are left out. */
function thinMarks<M extends { readonly x: number; readonly label: string }>(
  marks: readonly M[],
  fontPx: number,
) {
  let free = Number.NEGATIVE_INFINITY;
  return marks.map((mark) => {
    const isNamed = mark.x >= free;
    if (isNamed) free = mark.x + estimateTextWidth(mark.label, fontPx) + 0.8 * fontPx;
    return { ...mark, isNamed };
  });
}

function Names({ placed, fontPx }: { placed: PlacedPanel; fontPx: number }) {
  return placed.names.map(({ series, x, y, value, sample }) => {
    const look = VARIANT_STYLE[series.variant];
    return (
      <g key={series.id} style={{ fill: look.color }}>
        {sample && (
          <LineSample
            x={x - sample - 0.4 * fontPx}
            y={y}
            length={sample}
            fontPx={fontPx}
            color={look.color}
            dash="solid"
            marker={series.sparse ? look.marker : 'none'}
          />
        )}
        <text x={x} y={y} style={{ fill: look.color }}>
          {series.label}
          {sample ? ` ${value}` : ''}
        </text>
        {!sample && (
          <text x={x} y={y + 1.25 * fontPx} style={{ fontWeight: 600 }}>
            {value}
          </text>
        )}
      </g>
    );
  });
}
