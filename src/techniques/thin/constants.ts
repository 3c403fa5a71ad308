/**
 * Moves the numbers that removed units give to where the layers that read them keep them: into biases, or
 * into the weights of the unit that carries for others. Sums are taken in double precision and rounded once.
 */
import type { TensorSnapshot } from '../../spec/tensors.ts';
import type { TransformedTensors, TransformSnapshot } from '../transforms.ts';
import type { Move } from './choose.ts';

/** What is added to a tensor, by place. */
type Additions = Map<string, Map<number, number>>;

/** @param read effective values by tensor name */
export function moveConstants<Model extends TransformedTensors>(
  model: Model,
  moves: readonly Move[],
  read: (name: string) => Float32Array,
): Model {
  const additions = sumAdditions(model.tensors, moves, read);
  return {
    ...model,
    tensors: model.tensors.map((tensor) => addTo(tensor, additions.get(tensor.name), read)),
    transforms: model.transforms.map((transform) => showAdded(transform, additions.get(transform.tensor))),
  };
}

function sumAdditions(
  tensors: readonly TensorSnapshot[],
  moves: readonly Move[],
  read: (name: string) => Float32Array,
): Additions {
  const sizes = new Map(tensors.map(({ name, shape }) => [name, shape.at(-1)!]));
  const additions: Additions = new Map();
  const add = (name: string, place: number, value: number) => {
    if (!additions.has(name)) additions.set(name, new Map());
    const sums = additions.get(name)!;
    sums.set(place, (sums.get(place) ?? 0) + value);
  };
  for (const { layer, row, constant, carrier } of moves) {
    const name = `${layer}/kernel`;
    const outputs = sizes.get(name)!;
    for (let output = 0; output < outputs; output++) {
      const weight = read(name)[row * outputs + output]!;
      if (weight === 0) continue;
      if (carrier === undefined) add(`${layer}/bias`, output, constant * weight);
      else add(name, carrier.row * outputs + output, (constant / carrier.constant) * weight);
    }
  }
  return additions;
}

function addTo(
  tensor: TensorSnapshot,
  sums: ReadonlyMap<number, number> | undefined,
  read: (name: string) => Float32Array,
): TensorSnapshot {
  if (sums === undefined) return tensor;
  const values = tensor.values.slice();
  const effective = read(tensor.name);
  for (const [place, sum] of sums) values[place] = effective[place]! + sum;
  return { ...tensor, values };
}

/** A mask keeps what has been added. */
function showAdded(
  transform: TransformSnapshot,
  sums: ReadonlyMap<number, number> | undefined,
): TransformSnapshot {
  if (sums === undefined || transform.kind !== 'mask') return transform;
  const kept = transform.kept.slice();
  for (const place of sums.keys()) kept[place] = 1;
  return { ...transform, kept };
}
