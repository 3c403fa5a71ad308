/** What folding batch norm does to the ranges of a layer's channels. */
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { listFoldedPairs } from '../../../src/techniques/foldnorm/spec.ts';
import { readNorm } from '../../../src/techniques/foldnorm/values.ts';

/** The layers whose weights can take in a batch norm. */
export function listFoldable({ spec }: Pick<ModelSnapshot, 'spec'>): string[] {
  return listFoldedPairs(spec).map(({ layer }) => layer.name);
}

/** The largest weight of each channel as a part of the widest channel's, before folding and after. */
export function measureFold({ spec, tensors }: Pick<ModelSnapshot, 'spec' | 'tensors'>, layer: string) {
  const pair = listFoldedPairs(spec).find((each) => each.layer.name === layer);
  const read = (name: string) => tensors.find((each) => each.name === name)!.values;
  if (pair === undefined) return null;
  const { factors } = readNorm(pair.norm, read);
  const before = new Array<number>(factors.length).fill(0);
  read(`${layer}/kernel`).forEach((value, place) => {
    const channel = place % factors.length;
    before[channel] = Math.max(before[channel]!, Math.abs(value));
  });
  const toParts = (sizes: readonly number[]) => {
    const widest = Math.max(...sizes);
    return sizes.map((size) => size / widest);
  };
  return {
    before: toParts(before),
    after: toParts(before.map((size, channel) => size * Math.abs(factors[channel]!))),
  };
}
