import { useMemo, useRef } from 'react';
import { Figure } from '../frame/Figure.tsx';
import type { ProbabilityColumn } from '../geometry/probabilities.ts';
import { layoutProbabilities, type PlacedColumn, type ProbabilityLayout } from '../geometry/probabilities.ts';
import { estimateTextWidth } from '../geometry/text.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { FrameProps, PlotTable } from '../types.ts';
import styles from './bars.module.css';

/** Answers of one or more models to one image, class by class, side by side. */
export interface ProbabilityBarsProps extends FrameProps {
  readonly classes: readonly string[];
  readonly models: readonly ProbabilityColumn[];
  /** The right answer, if it is known. */
  readonly truth?: number | undefined;
}

/** What each model answers to one image, and how sure it is. */
export function ProbabilityBars(props: ProbabilityBarsProps) {
  const { classes, models, truth } = props;
  const labels = usePlotLabels();
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'class', label: labels.class },
      ...models.map((model) => ({
        id: model.id,
        label: model.label,
        unit: labels.probability,
        format: labels.percent,
      })),
      ...(truth === undefined ? [] : [{ id: 'truth', label: labels.truth }]),
    ],
    rows: classes.map((each, at) => [
      each,
      ...models.map((model) => model.probabilities?.[at] ?? null),
      ...(truth === undefined ? [] : [at === truth ? 1 : 0]),
    ]),
  });
  return (
    <Figure {...props} getTable={getTable}>
      <ProbabilityBody {...props} />
    </Figure>
  );
}

function ProbabilityBody({ truth, ...props }: ProbabilityBarsProps) {
  const classes = useStable(props.classes);
  const models = useStable(props.models);
  const { percent } = usePlotLabels();
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx } = useSize(root);
  const layout = useMemo(
    () => (width > 0 ? layoutProbabilities({ width, fontPx, classes, models, percent }) : undefined),
    [width, fontPx, classes, models, percent],
  );
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '18em' }}>
      {layout && (
        <Drawing width={layout.width} height={layout.height}>
          {classes.map((each, at) => (
            <g key={each}>
              <text x={layout.namesRight - 0.45 * fontPx} y={layout.rows[at]} textAnchor="end">
                {each}
              </text>
              {at === truth && <TruthBox layout={layout} at={at} name={each} fontPx={fontPx} />}
            </g>
          ))}
          {layout.columns.map((each) => (
            <Column key={each.model.id} column={each} layout={layout} fontPx={fontPx} />
          ))}
        </Drawing>
      )}
    </div>
  );
}

interface PartProps {
  readonly layout: ProbabilityLayout;
  readonly fontPx: number;
}

function TruthBox({ layout, at, name, fontPx }: PartProps & { at: number; name: string }) {
  const labels = usePlotLabels();
  const width = estimateTextWidth(name, fontPx) + 0.7 * fontPx;
  return (
    <rect
      className={styles.truth}
      x={layout.namesRight - 0.1 * fontPx - width}
      y={layout.rows[at]! - 0.68 * fontPx}
      width={width}
      height={1.36 * fontPx}
      rx={0.2 * fontPx}
    >
      <title>{labels.truth}</title>
    </rect>
  );
}

function Column({ column, layout, fontPx }: PartProps & { column: PlacedColumn }) {
  const labels = usePlotLabels();
  const { model, x, bars, title } = column;
  const { color } = VARIANT_STYLE[model.variant];
  const [first, last] = [layout.rows[0] ?? 0, layout.rows.at(-1) ?? 0];
  const half = layout.barHeight / 2;
  return (
    <g data-model={model.id}>
      {title.map((line, i) => (
        <text key={line} x={x} y={(0.65 + 1.3 * i) * fontPx} style={{ fill: color, fontWeight: 600 }}>
          {line}
        </text>
      ))}
      <line className={styles.baseline} x1={x} x2={x} y1={first - 0.75 * fontPx} y2={last + 0.75 * fontPx} />
      {bars.length === 0 && (
        <text className={chart.tick} x={x + 0.6 * fontPx} y={(first + last) / 2}>
          {labels.noAnswer}
        </text>
      )}
      {bars.map((bar, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its class
        <g key={at}>
          <rect
            className={styles.bar}
            x={x}
            y={layout.rows[at]! - half}
            width={bar.width}
            height={layout.barHeight}
            style={{ fill: color, fillOpacity: bar.isTop ? 1 : 0.4 }}
          />
          <text
            x={x + bar.width + 0.4 * fontPx}
            y={layout.rows[at]}
            style={bar.isTop ? { fontWeight: 600 } : undefined}
            className={bar.isTop ? undefined : chart.tick}
          >
            {bar.text}
          </text>
        </g>
      ))}
    </g>
  );
}
