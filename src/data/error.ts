/**
 * What went wrong with a data set's files: one error type whose message names the file, what is wrong with it
 * and what to do, so that page, worker and command line can show it as it is.
 */
import type { DatasetName } from '../spec/datasets.ts';
import { type FailureCode, toFailure, withCode } from '../spec/failure.ts';

export type DataProblem = 'missing' | 'damaged' | 'unreachable';

const ADVICE: Readonly<Record<DataProblem, string>> = {
  missing: 'Try again; if it stays away, prepare the data with "npm run data" where the lab is served from.',
  unreachable:
    'The network seems to be away. What has arrived is kept, and loading goes on by itself when it is back.',
  damaged: 'Try again to fetch it anew; if that does not help, repair the data with "npm run data".',
};

const CODES = {
  missing: 'dataMissing',
  damaged: 'dataDamaged',
  unreachable: 'dataUnreachable',
} as const satisfies Record<DataProblem, FailureCode>;

/** A file of a data set is not there or not what the manifest says. Loading may be tried again. */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly dataset: DatasetName;
  /** Path below the data folder, such as `mnist/train-03.shard`. */
  readonly file: string;
  readonly problem: DataProblem;

  constructor(dataset: DatasetName, file: string, problem: DataProblem, cause: unknown) {
    const detail = toFailure(cause);
    super(`The data file ${file} is ${problem}: ${toClause(detail.message)}. ${ADVICE[problem]}`);
    withCode(this, CODES[problem], { file, detail });
    this.dataset = dataset;
    this.file = file;
    this.problem = problem;
  }
}

function toClause(message: string): string {
  return message.replace(/\.$/, '') || 'no reason was given';
}
