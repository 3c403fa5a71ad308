/**
 * Where do weights start? Kernels are uniform with variance gain / fan-in: gain 2 where a ReLU follows (He et al. 2015, arXiv
 * 1502.01852, equation 10), which halves the signal, and 1 where none does, as in LeNet-5's convolutions and every last layer.
 * Biases and shifts are 0, scales 1. A uniform law needs no logarithm, so the same seed gives the same bits on every machine.
 */
import { createStream } from '../../math/random.ts';
import type { ModelSnapshot, TensorSnapshot } from '../../protocol/snapshots.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { listTensors, sizeOf } from '../../spec/shapes.ts';

/** Fresh weights of a spec. */
export function initializeModel(spec: ModelSpec, seed: number): ModelSnapshot {
  const bounds = findBounds(spec.layers);
  const tensors = listTensors(spec).map((info): TensorSnapshot => {
    const values = new Float32Array(sizeOf(info.shape));
    if (info.role === 'kernel') {
      const { gain, isDepthwise } = bounds.get(info.layer)!;
      const outputs = isDepthwise ? info.shape[2]! : info.shape[info.shape.length - 1]!;
      // A uniform law on +-b has variance b^2 / 3.
      const bound = Math.sqrt((3 * gain * outputs) / sizeOf(info.shape));
      createStream(seed, 'init', info.name).fillUniform(values, -bound, bound);
    } else if (info.role === 'scale' || info.role === 'movingVariance') {
      values.fill(1);
    }
    return { ...info, values };
  });
  return { spec, tensors, transforms: [] };
}

const TRANSPARENT: ReadonlySet<LayerSpec['kind']> = new Set([
  'batchNorm',
  'maxPool',
  'averagePool',
  'globalAveragePool',
  'flatten',
  'dropout',
]);

type Start = { readonly gain: 1 | 2; readonly isDepthwise: boolean };

/** By layer name, for every layer with a kernel. Transparent layers between it and its ReLU do not count. */
function findBounds(
  layers: readonly LayerSpec[],
  found = new Map<string, Start>(),
): ReadonlyMap<string, Start> {
  layers.forEach((layer, index) => {
    if (layer.kind === 'residual') {
      findBounds(layer.body, found);
      findBounds(layer.shortcut, found);
    } else if (layer.kind === 'conv2d' || layer.kind === 'depthwiseConv2d' || layer.kind === 'dense') {
      const next = layers.slice(index + 1).find(({ kind }) => !TRANSPARENT.has(kind));
      found.set(layer.name, {
        gain: next?.kind === 'relu' ? 2 : 1,
        isDepthwise: layer.kind === 'depthwiseConv2d',
      });
    }
  });
  return found;
}
