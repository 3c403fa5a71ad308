/**
 * Layers on EIE at several sizes of the machine: numbers of elements and depths of their queues. What the
 * page asks of a worker.
 */
import { countEntries, dealColumns } from './columns.ts';
import { findSumPoint, fromFixed16, multiplyFixed, toFixed16 } from './fixedpoint.ts';
import { type EieRun, runEie } from './machine.ts';
import { drawLayer, type WorkloadName } from './workloads.ts';

/** A layer by its codes. */
export interface CodedLayer {
  readonly kind: 'codes';
  /** [columns, rows]; 0 where a weight is zero. */
  readonly codes: Uint8Array;
  readonly rows: number;
  /** Columns whose activation is not zero. */
  readonly active: Int32Array;
}

/** A layer by its codes, or a published one, drawn at random. */
export type EieLayer = { readonly kind: 'published'; readonly name: WorkloadName } | CodedLayer;

export interface MachineSize {
  /** Processing elements. */
  readonly elements: number;
  /** Activations that a queue holds. */
  readonly depth: number;
}

/** What the first layer's product is made of. */
export interface ProductNumbers {
  /** By code; 0 for code 0. */
  readonly table: Float32Array;
  /** [columns] */
  readonly activations: Float32Array;
}

export interface EieQuestion {
  readonly layers: readonly EieLayer[];
  readonly sizes: readonly MachineSize[];
  /** Asks for the product, too, of a first layer that has codes. */
  readonly numbers?: ProductNumbers;
}

export interface EiePoint extends EieRun, MachineSize {
  /** Index of the layer. */
  readonly layer: number;
  /** Entries that were worked on, fillers among them. */
  readonly entries: number;
  readonly fillers: number;
}

export interface EieProduct {
  /** [rows], as they come out of sixteen bits. */
  readonly sums: Float32Array;
  /** Bits behind the binary point of a sum. */
  readonly point: number;
  /** Times that a sum met an end of its register. */
  readonly cutOff: number;
}

export interface EieAnswer {
  /** Layer by layer, and of each layer size by size. */
  readonly points: readonly EiePoint[];
  /** Entries of each element, of the first layer at the first size. */
  readonly loads: readonly number[];
  readonly product: EieProduct | null;
}

/** @param report told the share that is done, between points */
export function simulateEie(
  { layers, sizes, numbers }: EieQuestion,
  report: (share: number) => void,
): EieAnswer {
  const points: EiePoint[] = [];
  let loads: readonly number[] | undefined;
  layers.forEach((layer, at) => {
    let dealt: { readonly elements: number; readonly counts: Uint16Array; readonly kept: number } | undefined;
    for (const { elements, depth } of sizes) {
      if (dealt?.elements !== elements) dealt = { elements, ...deal(layer, elements) };
      const { counts, kept } = dealt;
      loads ??= sumLoads(counts, elements);
      const entries = counts.reduce((sum, count) => sum + count, 0);
      const run = runEie(counts, elements, depth);
      points.push({ ...run, layer: at, elements, depth, entries, fillers: entries - kept });
      report(points.length / (layers.length * sizes.length));
    }
  });
  const [first] = layers;
  const product = numbers && first?.kind === 'codes' ? multiply(first, numbers) : null;
  return { points, loads: loads ?? [], product };
}

function deal(layer: EieLayer, elements: number): { counts: Uint16Array; kept: number } {
  if (layer.kind === 'published') return drawLayer(layer.name, elements);
  const { codes, rows, active } = layer;
  let kept = 0;
  for (const column of active)
    for (let row = 0; row < rows; row++) if (codes[column * rows + row] !== 0) kept++;
  return { counts: countEntries(dealColumns(codes, rows, elements), active), kept };
}

function sumLoads(counts: Uint16Array, elements: number): readonly number[] {
  const loads = new Array<number>(elements).fill(0);
  counts.forEach((count, at) => {
    loads[at % elements]! += count;
  });
  return loads;
}

/** The register's binary point stands where the exact sums have room. */
function multiply({ codes, rows }: CodedLayer, { table, activations }: ProductNumbers): EieProduct {
  const exact = new Float64Array(rows);
  activations.forEach((activation, column) => {
    if (activation === 0) return;
    for (let row = 0; row < rows; row++) exact[row]! += table[codes[column * rows + row]!]! * activation;
  });
  const point = findSumPoint(exact);
  const { sums, cutOff } = multiplyFixed(
    dealColumns(codes, rows, 1),
    toFixed16(table),
    toFixed16(activations),
    point,
  );
  return { sums: fromFixed16(sums), point, cutOff };
}
