/** What a raw data set comes down to, whatever files it was shipped in: labels and pixels, some at a time. */

/** Consecutive examples of one split. */
export interface RawExamples {
  readonly split: 'train' | 'test';
  readonly labels: Uint8Array;
  /** Bytes of all images, each [height, width, channels]. */
  readonly pixels: Uint8Array;
}

/** How one data set is read out of its package. */
export interface RawReader {
  /** Names of the files it needs, as they stand in the package. */
  readonly files: readonly string[];
  /**
   * Reads them piece by piece, the test split first. Throws an Error on a file that is not what it should be.
   */
  readonly read: (files: ReadonlyMap<string, Uint8Array>) => Iterable<RawExamples>;
}

export function getFile(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name);
  if (!bytes) throw new Error(`the package has no file ${name}`);
  return bytes;
}
