/**
 * What does the model weigh, now? Every figure is counted on the effective weights or measured. The file is
 * really written and really read back; if one bit of one weight came back different, that is an error and no
 * ledger.
 */

import { shareValues } from '../../codec/codebook.ts';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { hashWeights } from '../../codec/hash.ts';
import { estimateEnergy, toMacKind, type Work } from '../../math/energy.ts';
import type { Evaluation } from '../../protocol/events.ts';
import type { LayerLedger, Ledger, MeasuredLatency } from '../../protocol/ledger.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { listInputBits } from '../../spec/inputbits.ts';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import { isTrainable } from '../../spec/model.ts';
import { traceShapes } from '../../spec/shapes.ts';
import type { TensorSnapshot } from '../../spec/tensors.ts';

/**
 * @param model effective tensors, no transforms
 * @param evaluation on the whole test set
 * @throws when the decoded file differs from the model
 */
export function weighModel(model: ModelSnapshot, evaluation: Evaluation, latency: MeasuredLatency): Ledger {
  const file = encodeModel(model);
  checkRoundTrip(model.tensors, decodeModel(file.bytes).tensors);
  const byName = new Map(model.tensors.map((each) => [each.name, each]));
  const stored = new Map(file.tensors.map((each) => [each.name, each]));

  const layers = traceShapes(model.spec).flatMap(({ tensors, macs }): LayerLedger[] => {
    const kernel = tensors.find(({ role }) => role === 'kernel');
    if (kernel === undefined) return [];
    const { values } = byName.get(kernel.name)!;
    const nonZeros = countNonZeros(values);
    const { fileBytes, encoding } = stored.get(kernel.name)!;
    const effectiveMacs = (macs / values.length) * nonZeros;
    const clusters = countShared(values);
    const { layer } = kernel;
    const counts = { layer, weights: values.length, nonZeros, macs, effectiveMacs, fileBytes, encoding };
    return [clusters === null ? counts : { ...counts, clusters }];
  });
  const trainable = model.tensors.filter(({ role }) => isTrainable(role));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

  return {
    model: model.spec.name,
    parameters: sum(trainable.map(({ values }) => values.length)),
    nonZeros: sum(trainable.map(({ values }) => countNonZeros(values))),
    fileBytes: file.bytes.length,
    fileParts: file.parts,
    denseFileBytes: encodeModel(model, { dense: true }).bytes.length,
    macs: sum(layers.map(({ macs }) => macs)),
    effectiveMacs: sum(layers.map(({ effectiveMacs }) => effectiveMacs)),
    error: evaluation.error,
    wrong: evaluation.wrong,
    tested: evaluation.tested,
    ...latency,
    energy: estimateEnergy(listWork(model, file), file.bytes.length),
    weightsSha256: hashWeights(model.tensors),
    layers,
  };
}

/**
 * The multiply-accumulates of each layer with a kernel, in its order, and what numbers they are of.
 * @param model effective tensors, no transforms
 * @param file what it is stored as
 */
export function listWork(
  model: ModelSnapshot,
  file: Pick<ReturnType<typeof encodeModel>, 'tensors'>,
): readonly (Work & { readonly layer: string })[] {
  const inputBits = listInputBits(model.spec);
  return traceShapes(model.spec).flatMap(({ path, tensors, macs }) => {
    const kernel = tensors.find(({ role }) => role === 'kernel');
    if (kernel === undefined) return [];
    const values = model.tensors.find(({ name }) => name === kernel.name)!.values;
    const encoding = file.tensors.find(({ name }) => name === kernel.name)!.encoding;
    // Integers are stored where the values lie on their grid to the bit.
    const grid =
      encoding === 'integers' ? model.grids?.find(({ tensor }) => tensor === kernel.name) : undefined;
    const kind = toMacKind(grid?.bits, inputBits.get(path));
    return [{ layer: kernel.layer, macs: (macs / values.length) * countNonZeros(values), kind }];
  });
}

/**
 * How many different values the non-zeros have; null where they are too many, or nearly as many as weights,
 * to be shared.
 */
function countShared(values: Float32Array): number | null {
  const patterns = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const most = Math.min(2 ** RECIPE_LIMITS.clusterBits, Math.floor(countNonZeros(values) / 2));
  return shareValues(patterns, most)?.codebook.length ?? null;
}

function countNonZeros(values: Float32Array): number {
  return values.reduce((count, value) => (value === 0 ? count : count + 1), 0);
}

function checkRoundTrip(written: readonly TensorSnapshot[], read: readonly TensorSnapshot[]): void {
  written.forEach(({ name, values }, index) => {
    const other = read[index];
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    const otherBits =
      other && new Uint32Array(other.values.buffer, other.values.byteOffset, other.values.length);
    if (
      other?.name !== name ||
      otherBits?.length !== bits.length ||
      bits.some((each, at) => each !== otherBits[at])
    ) {
      throw new Error(`the file of the model does not hold ${name} bit for bit`);
    }
  });
}
