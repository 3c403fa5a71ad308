/**
 * What are the bytes of a stream for? A stream is a few sections one after the other, each for one purpose;
 * the ledger's parts and the byte map of a file are both read off them, so they cannot disagree.
 */
import type { FileParts } from '../protocol/ledger.ts';
import { TENSOR_ROLES, type TensorRole } from '../spec/tensors.ts';

export interface Section {
  readonly part: keyof FileParts;
  readonly bytes: Uint8Array;
}

/** Bytes of the sections together. */
export function countSectionBytes(sections: readonly Section[]): number {
  return sections.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/**
 * The part that a stream's section counts to: the streams of biases, batch norm and the like are not taken
 * apart.
 */
export function toPart(role: TensorRole, part: keyof FileParts): keyof FileParts {
  const { filePart } = TENSOR_ROLES[role];
  return filePart === 'weights' ? part : filePart;
}
