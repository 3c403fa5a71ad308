/** What a file spends on one tensor. */
import type { FileAnatomy, FileRegion } from '../../../src/protocol/anatomy.ts';

/** Bits of some parts of one tensor in a file; headers are in no part. */
export function sumBits(
  { regions }: FileAnatomy,
  tensor: string,
  parts: readonly FileRegion['part'][],
): number {
  return regions
    .filter((region) => region.tensor === tensor && parts.includes(region.part))
    .reduce((sum, { bits }) => sum + bits, 0);
}
