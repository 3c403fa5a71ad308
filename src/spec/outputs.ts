/** What a net's layers give, one by one: for whoever looks into the middle of it. */
import type { Shape } from './layers/shape.ts';
import type { LayerKind } from './layers/table.ts';
import type { ModelSpec } from './model.ts';
import { traceShapes } from './shapes.ts';

export interface LayerOutput {
  /** The layer's name, or its path (`layers[4].body[0]`) where it has none. */
  readonly key: string;
  readonly kind: LayerKind;
  /** [height, width, channels], or [size] once it is flat. */
  readonly shape: Shape;
  readonly hasKernel: boolean;
}

/** In the order in which they are computed; the last are the logits. */
export function listOutputs(spec: ModelSpec): LayerOutput[] {
  return traceShapes(spec).map(({ layer, path, output, tensors }) => ({
    key: 'name' in layer ? layer.name : path,
    kind: layer.kind,
    shape: output,
    hasKernel: tensors.some(({ role }) => role === 'kernel'),
  }));
}

/** Halfway through the net: of the layers with a kernel but the last, the one in the middle. */
export function findMiddle(spec: ModelSpec): LayerOutput | undefined {
  const inner = listOutputs(spec)
    .filter(({ hasKernel }) => hasKernel)
    .slice(0, -1);
  return inner[Math.floor(inner.length / 2)];
}
