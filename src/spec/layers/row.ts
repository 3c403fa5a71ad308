/**
 * What the lab knows of a kind of layer as data: one row with its schema, its shapes and tensors, and what
 * those ask who work on specs. The table of all rows is `table.ts`. How a kind computes stands in the row of
 * the same name in `core/layers`.
 */
import * as v from 'valibot';
import { name } from '../rules.ts';
import type { TensorInfo, TensorRole } from '../tensors.ts';
import type { Shape } from './shape.ts';

/** A list of layers inside a layer. Each such list reads the layer's own input. */
export interface NestedList<Layer> {
  /** Where it stands in the layer: `body`, `branches[1]`. */
  readonly key: string;
  readonly layers: readonly Layer[];
}

/** The lists of layers inside a layer. */
export interface Nesting<Spec, Layer> {
  readonly schema: (layers: v.GenericSchema<unknown, readonly Layer[]>) => v.GenericSchema<unknown, Spec>;
  readonly list: (layer: Spec) => readonly NestedList<Layer>[];
  /** The layer with other lists in the places of its own, in the order of `list`. */
  readonly put: (layer: Spec, lists: readonly (readonly Layer[])[]) => Spec;
  /** Whether its lists are what they must be, so that no layer may be put in. */
  readonly isClosed?: boolean;
}

/** What becomes of the units (channels, neurons) that a layer reads. */
export type UnitFlow<Spec> =
  /** Every output is a new unit that reads all inputs. */
  | {
      readonly kind: 'made';
      /** Whether every output reads each input with all of its weights: no window reaches into padding. */
      readonly isUniform: (layer: Spec) => boolean;
      /** The spec's field that says how many units there are. */
      readonly countKey: keyof Spec & string;
    }
  /**
   * Every output belongs to one input, and the layer has weights of its own for it; `ofConstant` is what it
   * makes of an input that never changes, or of one that does (undefined): a number where the output is the
   * same for every image and at every place of it.
   */
  | {
      readonly kind: 'scaled';
      readonly ofConstant: (
        layer: Spec,
        value: number | undefined,
        weightsOf: WeightsOf,
      ) => number | undefined;
    }
  /**
   * Every output belongs to one input, by the same function for all; `ofConstant` is that of an input that
   * never changes, and undefined where it depends on what the layer has learnt.
   */
  | { readonly kind: 'kept'; readonly ofConstant: (value: number) => number | undefined }
  /**
   * What the lists of layers inside make is added unit by unit, or put one behind the other. With `scalesBy`
   * it is then multiplied by something that every input has a say in.
   */
  | {
      readonly kind: 'joined';
      readonly joinOf: (layer: Spec) => 'add' | 'concat';
      readonly scalesBy?: 'inputs';
    };

/** The weights of one unit in its layer's tensor of a role; none where the layer has no such tensor. */
export type WeightsOf = (role: TensorRole) => readonly number[];

/** A layer's place, and what the lists inside it make of its input. */
export interface Tracing {
  readonly path: string;
  readonly nested: readonly Shape[];
}

export interface Traced {
  readonly output: Shape;
  readonly tensors?: readonly TensorInfo[];
  /** Multiply-accumulates for one image; none where absent. */
  readonly macs?: number;
}

interface SharedRow<Spec> {
  /** @throws ShapeError where the input is none for this layer */
  readonly trace: (layer: Spec, input: Shape, tracing: Tracing) => Traced;
  readonly units: UnitFlow<Spec>;
  /**
   * How many bits each value of its output has, given that of its input, where it gives values of a grid of
   * few; absent where it gives any number.
   */
  readonly bitsOf?: (layer: Spec, input: number | undefined) => number | undefined;
  /**
   * Gain of the kernel before it (He et al. 2015, arXiv 1502.01852, equation 10): 2 for what halves a signal;
   * `next` where the layer after it decides.
   */
  readonly gain: 1 | 2 | 'next';
  /** Most images in a micro-shard of a net that has such a layer; see `core/parallel/shards.ts`. */
  readonly shardImages: 32 | 128;
}

/** A kind without layers inside. */
export interface PlainRow<Spec> extends SharedRow<Spec> {
  readonly schema: v.GenericSchema<unknown, Spec>;
}

/** A kind with lists of layers inside. */
export interface NestedRow<Spec, Layer> extends SharedRow<Spec> {
  readonly nesting: Nesting<Spec, Layer>;
}

/** What kinds say that give no value which they did not read. */
export const SAME_BITS = (_: unknown, input: number | undefined) => input;

/** What most kinds say. */
export const KEPT: Extract<UnitFlow<unknown>, { kind: 'kept' }> = {
  kind: 'kept',
  ofConstant: (value) => value,
};

type Entries<Spec> = { readonly [Key in keyof Spec]-?: v.GenericSchema<unknown, Spec[Key] | undefined> };

/** The schema of a spec: an entry for each of its fields, and nothing else. */
export function createSchema<Spec>(entries: Entries<Spec>): v.GenericSchema<unknown, Spec> {
  return v.strictObject(entries) as unknown as v.GenericSchema<unknown, Spec>;
}

/** The rule of every layer's name. */
export const layerName = name('the layer name');

/** A layer's tensors, in the order in which files hold them. */
export function listTensorsOf(
  layer: string,
  units: number,
  shapes: readonly (readonly [TensorRole, Shape])[],
): TensorInfo[] {
  return shapes.map(([role, shape]) => ({ name: `${layer}/${role}`, layer, role, shape, units }));
}
