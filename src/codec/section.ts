/**
 * What are the bytes of a stream for? A stream is a few sections one after the other, each for one purpose; the ledger's
 * parts and the byte map of a file are both read off them, so they cannot disagree.
 */
import type { FileParts } from '../protocol/ledger.ts';

export interface Section {
  readonly part: keyof FileParts;
  readonly bytes: Uint8Array;
}

/** Bytes of the sections together. */
export function countSectionBytes(sections: readonly Section[]): number {
  return sections.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
