import { Figure } from '../frame/Figure.tsx';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import type { FrameProps } from '../types.ts';
import styles from './net.module.css';

/** A weight between two neurons. */
export interface Connection {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  /** It has no part just now. */
  readonly isSilent: boolean;
}

export interface LayerDrawingProps extends FrameProps {
  readonly inputs: number;
  readonly outputs: number;
  readonly connections: readonly Connection[];
  /** Inputs that have no part just now. */
  readonly silentInputs: readonly number[];
  /** Silent connections are not drawn: they are gone for good. */
  readonly isPruned: boolean;
}

const [WIDTH, HEIGHT, EDGE] = [320, 190, 40];

/** A small dense layer as neurons and connections, each as thick as its weight is large. */
export function LayerDrawing(props: LayerDrawingProps) {
  const { inputs, outputs, connections, silentInputs, isPruned, ...frame } = props;
  const { layer: labels } = usePlotLabels();
  const silent = isPruned ? styles.gone : styles.silent;
  return (
    <Figure
      {...frame}
      getTable={() => ({
        columns: [
          { id: 'from', label: labels.from },
          { id: 'to', label: labels.to },
          { id: 'weight', label: 'w' },
          { id: 'silent', label: labels.silent },
        ],
        rows: connections.map((each) => [each.from + 1, each.to + 1, each.weight, each.isSilent ? 1 : 0]),
      })}
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.net} aria-hidden="true">
        {connections.map(({ from, to, weight, isSilent }) => (
          <line
            key={`${from}-${to}`}
            x1={EDGE}
            y1={toY(from, inputs)}
            x2={WIDTH - EDGE}
            y2={toY(to, outputs)}
            className={isSilent ? silent : styles.alive}
            strokeWidth={isSilent ? 0.75 : 0.5 + 3 * Math.abs(weight)}
          />
        ))}
        <Neurons x={EDGE} count={inputs} silent={silentInputs} />
        <Neurons x={WIDTH - EDGE} count={outputs} silent={[]} />
      </svg>
    </Figure>
  );
}

interface NeuronsProps {
  readonly x: number;
  readonly count: number;
  readonly silent: readonly number[];
}

function Neurons({ x, count, silent }: NeuronsProps) {
  return Array.from({ length: count }, (_, index) => (
    <circle
      // biome-ignore lint/suspicious/noArrayIndexKey: neurons never change places
      key={index}
      cx={x}
      cy={toY(index, count)}
      r={9}
      className={silent.includes(index) ? styles.silentNeuron : styles.neuron}
    />
  ));
}

function toY(index: number, count: number): number {
  return (HEIGHT * (index + 0.5)) / count;
}
