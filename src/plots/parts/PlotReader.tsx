import type { ReactNode } from 'react';
import { useFigureNames } from '../frame/FigureContext.ts';
import type { PlotArea } from '../geometry/lines.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { Reader, type ReaderProps } from './Reader.tsx';
import { Tip } from './Tip.tsx';

/** What is read at one place of a chart. */
export interface Reading {
  /** In words, for a screen reader. */
  readonly text: string;
  /** Where the read-out stands: see `Tip`. */
  readonly x: number;
  readonly y: number;
  readonly tip: ReactNode;
  /** Drawn over the chart, to show which place it is. */
  readonly mark?: ReactNode;
}

interface Props extends Omit<ReaderProps, 'label' | 'text' | 'style'> {
  /** The part of the chart that the pointer reads. */
  readonly area: PlotArea;
  readonly chartWidth: number;
  readonly reading: Reading | undefined;
  /** How to move about by keys, said after the reader's name. */
  readonly hint?: string;
  /** Said while nothing is read. Default: the reader's name. */
  readonly rest?: string;
}

/** A chart's reader by pointer and keyboard, with what it reads beside the place and said. */
export function PlotReader({ area, chartWidth, reading, hint, rest, ...reader }: Props) {
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const name = labels.readValues(title);
  return (
    <>
      {reading && (
        <>
          {reading.mark}
          <Tip x={reading.x} y={reading.y} chartWidth={chartWidth}>
            {reading.tip}
          </Tip>
        </>
      )}
      <Reader
        {...reader}
        label={hint === undefined ? name : `${name}. ${hint}`}
        text={reading?.text ?? rest ?? name}
        style={{
          left: area.left,
          top: area.top,
          width: area.right - area.left,
          height: area.bottom - area.top,
        }}
      />
    </>
  );
}
