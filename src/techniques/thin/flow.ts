/**
 * Which unit each value between two layers belongs to, and whether it ever changes. A unit is a filter or
 * neuron of a layer that makes some; batch norm, depthwise kernels, activations, pooling and flatten hand it
 * on, concatenation puts it beside others, and an addition (residual blocks) makes the units that it adds
 * one, which stay or go together. Everything follows from the layers' rows (`spec/layers`).
 */
import { listNested, rowOf } from '../../spec/layers/table.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { traceShapes } from '../../spec/shapes.ts';

/** One value of those that a layer reads or gives, in the order of its last axis. */
export interface Channel {
  readonly unit: number;
  /** What inference gives for every image and at every place of it; undefined where it changes. */
  readonly constant: number | undefined;
}

/** A layer that reads units and makes others. */
export interface MakingLayer {
  readonly name: string;
  /** The kernel's row `r` reads channel `r % channels.length`. */
  readonly channels: readonly Channel[];
  readonly units: readonly number[];
  /** Whether every output reads each input with all of its weights, without padding. */
  readonly isUniform: boolean;
}

/** A layer with weights of its own for each unit that it hands on. */
export interface ScalingLayer {
  readonly name: string;
  readonly channels: readonly Channel[];
}

export interface Flow {
  readonly making: readonly MakingLayer[];
  readonly scaling: readonly ScalingLayer[];
  /** Units that cannot go: the image's channels, the answers, and what scales others. */
  readonly fixed: ReadonlySet<number>;
  /** The one that stands for a unit and all that it is added to. */
  readonly rootOf: (unit: number) => number;
}

/** A tensor's effective values by name; undefined where there is no such tensor. */
export type ReadEffective = (name: string) => Float32Array | undefined;

export function followUnits(spec: ModelSpec, read: ReadEffective): Flow {
  const follower = new Follower(spec, read);
  const inputs = follower.create(spec.inputShape[2]);
  const image = inputs.map((unit) => ({ unit, constant: undefined }));
  const answers = follower.followList(spec.layers, image, 'layers');
  const { making, scaling, rootOf } = follower;
  const fixed = [...image, ...answers, ...follower.weighing];
  return { making, scaling, rootOf, fixed: new Set(fixed.map(({ unit }) => rootOf(unit))) };
}

class Follower {
  readonly making: MakingLayer[] = [];
  readonly scaling: ScalingLayer[] = [];
  /** Channels that have a say in a scale. */
  readonly weighing: Channel[] = [];
  readonly #read: ReadEffective;
  /** How many channels each layer gives, by path. */
  readonly #widths: ReadonlyMap<string, number>;
  /** Another unit that stands for it; itself where none does. */
  readonly #standIn: number[] = [];

  constructor(spec: ModelSpec, read: ReadEffective) {
    this.#read = read;
    this.#widths = new Map(traceShapes(spec).map(({ path, output }) => [path, output.at(-1) ?? 0]));
  }

  create(count: number): number[] {
    return Array.from({ length: count }, () => this.#standIn.push(this.#standIn.length) - 1);
  }

  readonly rootOf = (unit: number): number => {
    let root = unit;
    while (this.#standIn[root] !== root) root = this.#standIn[root]!;
    return root;
  };

  followList(layers: readonly LayerSpec[], input: readonly Channel[], path: string): readonly Channel[] {
    return layers.reduce(
      (channels, layer, index) => this.#follow(layer, channels, `${path}[${index}]`),
      input,
    );
  }

  #follow(layer: LayerSpec, input: readonly Channel[], path: string): readonly Channel[] {
    const { units } = rowOf(layer);
    const layerName = 'name' in layer ? layer.name : path;
    switch (units.kind) {
      case 'made':
        return this.#make(layerName, input, this.#widths.get(path)!, units.isUniform(layer));
      case 'scaled':
        this.scaling.push({ name: layerName, channels: input });
        return input.map(({ unit, constant }, place) => ({
          unit,
          constant: units.ofConstant(layer, constant, (role) =>
            listOfUnit(this.#read(`${layerName}/${role}`), place, input.length),
          ),
        }));
      case 'kept':
        // Flatten gives each channel once for every place of the image.
        return Array.from({ length: this.#widths.get(path)! }, (_, place) => {
          const { unit, constant } = input[place % input.length]!;
          return { unit, constant: constant === undefined ? undefined : units.ofConstant(constant) };
        });
      case 'joined': {
        const lists = listNested(layer).map(({ key, layers }) =>
          this.followList(layers, input, `${path}.${key}`),
        );
        const joined =
          units.joinOf(layer) === 'concat' ? lists.flat() : lists.reduce((a, b) => this.#add(a, b));
        if (units.scalesBy === undefined) return joined;
        this.weighing.push(...input);
        return joined.map(({ unit, constant }) => ({ unit, constant: constant === 0 ? 0 : undefined }));
      }
    }
  }

  #make(name: string, channels: readonly Channel[], outputs: number, isUniform: boolean): Channel[] {
    const units = this.create(outputs);
    this.making.push({ name, channels, units, isUniform });
    const kernel = this.#read(`${name}/kernel`)!;
    const bias = this.#read(`${name}/bias`);
    const changes = new Uint8Array(outputs);
    const sums = Float64Array.from(units, (_, output) => bias?.[output] ?? 0);
    for (const [place, weight] of kernel.entries()) {
      if (weight === 0) continue;
      const { constant } = channels[Math.floor(place / outputs) % channels.length]!;
      if (constant === undefined || (constant !== 0 && !isUniform)) changes[place % outputs] = 1;
      else sums[place % outputs]! += constant * weight;
    }
    return units.map((unit, output) => ({ unit, constant: changes[output] ? undefined : sums[output]! }));
  }

  #add(left: readonly Channel[], right: readonly Channel[]): Channel[] {
    return left.map(({ unit, constant }, place) => {
      const other = right[place]!;
      this.#standIn[this.rootOf(other.unit)] = this.rootOf(unit);
      const isConstant = constant !== undefined && other.constant !== undefined;
      return { unit, constant: isConstant ? constant + other.constant : undefined };
    });
  }
}

/** The values of a tensor that belong to one of its units. */
function listOfUnit(values: Float32Array | undefined, unit: number, units: number): number[] {
  if (values === undefined) return [];
  return Array.from({ length: values.length / units }, (_, row) => values[row * units + unit]!);
}
