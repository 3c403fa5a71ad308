/**
 * The files that the page has had taken apart, so that it asks for their fields by a short id instead of
 * sending the bytes again. An id is a hash of the bytes: a file has the same one whenever and wherever it is
 * dissected, and an id of a worker that died can never name another file here.
 */
import { type DissectedFile, dissectModel } from '../codec/anatomy.ts';
import { hashBytes } from '../codec/hash.ts';
import type { FileAnatomy } from '../protocol/anatomy.ts';
import { LIMITS } from '../protocol/limits.ts';
import { withCode } from '../spec/failure.ts';

export class FileShelf {
  /** In the order of their last use, oldest first. */
  readonly #files = new Map<string, DissectedFile>();

  /**
   * Takes a file apart and keeps it, in place of the files that were longest unused where there are too many.
   * @throws ModelFileError where the file is damaged
   */
  dissect(bytes: Uint8Array): { file: string; anatomy: FileAnatomy } {
    const file = hashBytes(bytes);
    const dissected = this.#files.get(file) ?? dissectModel(bytes);
    this.#put(file, dissected);
    const all = [...this.#files].reverse();
    let kept = 0;
    for (const [index, [id, { anatomy }]] of all.entries()) {
      kept += anatomy.bytes;
      if (index > 0 && (index >= LIMITS.dissectedFiles || kept > LIMITS.modelFileBytes))
        this.#files.delete(id);
    }
    return { file, anatomy: dissected.anatomy };
  }

  /** @throws an Error of code `noFile` where the file was never taken apart here, or is no longer kept */
  find(file: string): DissectedFile {
    const dissected = this.#files.get(file);
    if (dissected === undefined)
      throw withCode(new Error('the file is no longer kept here: it must be dissected again'), 'noFile', {
        file,
      });
    this.#put(file, dissected);
    return dissected;
  }

  #put(file: string, dissected: DissectedFile): void {
    this.#files.delete(file);
    this.#files.set(file, dissected);
  }
}
