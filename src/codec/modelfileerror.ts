/**
 * What is wrong with a model file, and where? The one error that reading a file may throw, so that a page can
 * show its sentence and anything else is known to be a fault of the reader.
 */
import { withCode } from '../spec/failure.ts';

/** A file that is not a readable model. The message is one sentence that names what and where. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  /** Where in the file, counted from 0. */
  readonly byteOffset: number;
  constructor(byteOffset: number, problem: string) {
    super(`The model file ${problem} (at byte ${byteOffset}).`);
    this.byteOffset = byteOffset;
    withCode(this, 'fileBroken', { at: byteOffset, problem });
  }
}
