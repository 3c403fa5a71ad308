/**
 * From images to logits: the one place where a list of layers becomes tensor operations. Training and
 * inference differ only in what the training mode supplies: dropout masks, and batch statistics instead of
 * moving averages.
 */
import type * as tf from '@tensorflow/tfjs-core';
import { type LayerSpec, listNested } from '../../spec/layers/table.ts';
import type { ModelSpec } from '../../spec/model.ts';
import type { PassedLayer, TensorLookup, TrainingMode } from '../layers/row.ts';
import { forwardOf } from '../layers/table.ts';

export type { TensorLookup, TrainingMode } from '../layers/row.ts';

/**
 * Who wants to see a layer's output [batch, ...], by the layer's path (`layers[4].body[0]`) or its name. The
 * tensor belongs to the pass: an observer that wants it for longer keeps it.
 */
export type Observers = ReadonlyMap<string, (output: tf.Tensor) => void>;

export interface ForwardOptions {
  /** Absent for inference. */
  readonly training?: TrainingMode;
  readonly observe?: Observers;
}

/**
 * @param images [batch, height, width, channels], normalised
 * @returns logits [batch, classes]; call inside tf.tidy
 * @throws when somebody wants to see a layer that the model lacks
 */
export function runForward(
  spec: ModelSpec,
  lookup: TensorLookup,
  images: tf.Tensor4D,
  { training, observe }: ForwardOptions = {},
): tf.Tensor2D {
  const seen = new Set<string>();
  const onOutput =
    observe &&
    ((key: string, output: tf.Tensor) => {
      seen.add(key);
      observe.get(key)?.(output);
    });
  const logits = runLayers(spec.layers, lookup, images, {
    ...(training && { training }),
    ...(observe && onOutput && { observed: { keys: new Set(observe.keys()), onOutput } }),
  });
  const unknown = [...(observe?.keys() ?? [])].find((key) => !seen.has(key));
  if (unknown !== undefined) throw new Error(`${spec.name} has no layer ${unknown}`);
  return logits as tf.Tensor2D;
}

interface Observed {
  readonly keys: ReadonlySet<string>;
  readonly onOutput: (key: string, output: tf.Tensor) => void;
}

/** What a list of layers makes of x. Call inside tf.tidy. */
export function runLayers(
  layers: readonly LayerSpec[],
  lookup: TensorLookup,
  x: tf.Tensor,
  { training, observed }: { readonly training?: TrainingMode; readonly observed?: Observed } = {},
): tf.Tensor {
  let dropouts = 0;
  const keysOf = (layer: LayerSpec, path: string): readonly string[] =>
    observed === undefined
      ? []
      : [path, ...('name' in layer ? [layer.name] : [])].filter((key) => observed.keys.has(key));
  const run = (list: readonly LayerSpec[], input: tf.Tensor, path: string): tf.Tensor => {
    const passed = list.map((layer, index): PassedLayer & { readonly keys: readonly string[] } => {
      const keys = keysOf(layer, `${path}[${index}]`);
      return { layer, keys, isObserved: keys.length > 0 };
    });
    return passed.reduce((value, here, index) => {
      const output = forwardOf(here.layer)(value, here.layer, {
        lookup,
        training,
        here,
        previous: passed[index - 1],
        next: passed[index + 1],
        countDropout: () => dropouts++,
        runNested: (each) =>
          listNested(here.layer).map(({ key, layers: inside }) =>
            run(inside, each, `${path}[${index}].${key}`),
          ),
      });
      for (const key of here.keys) observed?.onOutput(key, output);
      return output;
    }, input);
  };
  return run(layers, x, 'layers');
}
