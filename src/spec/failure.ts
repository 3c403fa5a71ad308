/**
 * How does something that went wrong cross from a deep throw to a page in another language? As a code with
 * values, beside the English sentence. The command line prints the sentence; the page makes its own from code
 * and values where it knows them (`src/ui/language/failures.ts`).
 */

/**
 * Each code with the values that its sentence needs. A value may itself be a failure: the reason of the
 * first.
 */
export interface FailureValues {
  /** Nothing but the sentence is known. */
  readonly unknown: object;
  /** Of a data set: a file that is not there, or not what the manifest says. */
  readonly dataMissing: { readonly file: string; readonly detail: Failure };
  readonly dataDamaged: { readonly file: string; readonly detail: Failure };
  readonly dataUnreachable: { readonly file: string; readonly detail: Failure };
  /** There was no answer at all: the network is away, or the server. */
  readonly unreachable: { readonly url: string };
  /** A server answered with an error status. */
  readonly fetchRefused: { readonly url: string; readonly status: number };
  readonly noModel: { readonly slot: string };
  /** A file that was taken apart, and is no longer kept by the worker. */
  readonly noFile: { readonly file: string };
  readonly noDataset: { readonly model: string; readonly shape: string; readonly classes: number };
  readonly wrongDataset: {
    readonly model: string;
    readonly shape: string;
    readonly classes: number;
    readonly dataset: string;
  };
  /** Of a model file. `at` is a byte offset. */
  readonly fileTooLarge: { readonly bytes: number; readonly limit: number };
  readonly fileEmpty: object;
  readonly fileForeign: object;
  readonly fileVersion: { readonly version: number; readonly known: number };
  readonly fileDamaged: { readonly wanted: string; readonly got: string };
  readonly fileBroken: { readonly at: number; readonly problem: string };
  /** A stored model that a recipe names: `kind` is run or file. */
  readonly storedMissing: { readonly kind: string; readonly id: string };
  readonly storedOther: { readonly id: string; readonly model: string; readonly stored: string };
  readonly recipeBroken: { readonly path: string; readonly problem: string };
  /** Numbers that are not finite came up in training. */
  readonly notFinite: object;
  /** The same while the loss was scaled by two to the exponent, and steps that overflow were taken. */
  readonly notFiniteScaled: { readonly exponent: number };
  readonly backendAbsent: { readonly backend: string };
  readonly kernelsMissing: { readonly backend: string; readonly kernels: string };
  readonly selfTestFailed: { readonly backend: string; readonly error: string };
  readonly wasmNotStarted: { readonly reason: Failure };
  readonly engineNotStarted: { readonly reason: Failure };
  readonly engineStoppedOften: { readonly reason: Failure };
  readonly gpuDied: object;
  readonly workerKilled: object;
  readonly workerHung: object;
  readonly workerCrashed: { readonly detail: string };
  readonly workerClosed: object;
  /** By the reader, before it ended. */
  readonly simulationStopped: object;
  readonly timedOut: { readonly command: string; readonly seconds: number };
}

export type FailureCode = keyof FailureValues;

export interface Failure {
  readonly code: FailureCode;
  readonly values: Readonly<Record<string, string | number | Failure>>;
  /** One or two sentences in English. */
  readonly message: string;
}

const codes = new WeakMap<Error, Pick<Failure, 'code' | 'values'>>();

/** Gives an error its code and values; returns the same error. */
export function withCode<Code extends FailureCode, Thrown extends Error>(
  error: Thrown,
  code: Code,
  values: FailureValues[Code],
): Thrown {
  codes.set(error, { code, values: values as Failure['values'] });
  return error;
}

/** What an error says, whatever it is. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: 'unknown', values: {}, message: String(error) };
  return { ...(codes.get(error) ?? { code: 'unknown', values: {} }), message: error.message };
}

/** An error that says what a failure says: one that came from the other side, or that is kept in a store. */
export function toError(failure: Failure): Error {
  return withFailure(new Error(failure.message), failure);
}

/** Gives an error a failure's code and values; returns the same error. */
export function withFailure<Thrown extends Error>(error: Thrown, { code, values }: Failure): Thrown {
  codes.set(error, { code, values });
  return error;
}
