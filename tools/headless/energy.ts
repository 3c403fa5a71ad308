/**
 * `lab energy model-file [--json]`: what one answer of a model costs, from the published energies of a 45 nm
 * chip: products and sums layer by layer, and reading the file once. No image is needed, and nothing is
 * measured.
 */
import { decodeModel, encodeModel } from '../../src/codec/container.ts';
import { listWork } from '../../src/core/measure/ledger.ts';
import { type Energy, estimateArithmetic, estimateEnergy, type MacKind } from '../../src/math/energy.ts';
import { readModelBytes } from './eval.ts';
import { toEnergyLine } from './report.ts';

export interface EnergyReport {
  readonly model: string;
  readonly fileBytes: number;
  readonly energy: Energy;
  readonly layers: readonly {
    readonly layer: string;
    /** Multiply-accumulates for one image, without those of zero weights. */
    readonly macs: number;
    readonly kind: MacKind;
    readonly arithmeticPj: number;
  }[];
}

/** @throws with one sentence when the file is not a model */
export async function weighEnergy(file: string): Promise<EnergyReport> {
  const bytes = await readModelBytes(file);
  const model = { ...decodeModel(bytes), transforms: [] };
  const work = listWork(model, encodeModel(model));
  return {
    model: model.spec.name,
    fileBytes: bytes.length,
    energy: estimateEnergy(work, bytes.length),
    layers: work.map((each) => ({ ...each, arithmeticPj: estimateArithmetic(each) })),
  };
}

export function toEnergyLines({ model, fileBytes, energy, layers }: EnergyReport): string[] {
  return [
    `${model}, ${fileBytes.toLocaleString('en-US')} B: ${toEnergyLine(energy)}`,
    ...layers.map(
      ({ layer, macs, kind, arithmeticPj }) =>
        `  ${layer}: ${Math.round(macs).toLocaleString('en-US')} multiply-accumulates in ${kind}, ${(arithmeticPj / 1e6).toPrecision(3)} µJ`,
    ),
  ];
}
