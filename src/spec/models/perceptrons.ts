/**
 * Fully connected nets for MNIST that teach and learn: the two of Hinton et al. 2015 (arXiv 1503.02531,
 * section 3), and LeNet-300-100 made thinner.
 */
import type { LayerSpec, ModelSpec } from '../model.ts';
import type { NetRow } from './row.ts';

const relu: LayerSpec = { kind: 'relu' };

/** @param widths units of the hidden layers, in order */
function perceptron(name: string, widths: readonly number[]): ModelSpec {
  const hidden = widths.flatMap((units, index): LayerSpec[] => [
    { kind: 'dense', name: `fc${index + 1}`, units },
    relu,
    { kind: 'dropout', rate: 0 },
  ]);
  return {
    name,
    inputShape: [28, 28, 1],
    classes: 10,
    layers: [{ kind: 'flatten' }, ...hidden, { kind: 'dense', name: `fc${widths.length + 1}`, units: 10 }],
  };
}

/** The teacher: with dropout and moved images 67 of 10,000 wrong. */
export const mnist1200: NetRow = { spec: perceptron('mnist-1200', [1200, 1200]), dataset: 'mnist' };

export const PERCEPTRONS = {
  /** The student: 146 wrong by labels, 74 by the teacher's answers. */
  'mnist-800': { spec: perceptron('mnist-800', [800, 800]), dataset: 'mnist' },
  /** A third and a tenth of the units of LeNet-300-100; the latter has a tenth of its weights, too. */
  'lenet-100-30': { spec: perceptron('lenet-100-30', [100, 30]), dataset: 'mnist' },
  'lenet-30-10': { spec: perceptron('lenet-30-10', [30, 10]), dataset: 'mnist' },
} satisfies Readonly<Record<string, NetRow>>;
