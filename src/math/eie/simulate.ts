/**
 * A layer on EIE at several sizes of the machine: numbers of elements and depths of their queues. What the
 * page asks of a worker, and the command line could.
 */
import { countEntries, dealColumns } from './columns.ts';
import { type EieRun, runEie } from './machine.ts';
import { drawLayer, type WorkloadName } from './workloads.ts';

/** A published layer, drawn at random, or one by its codes. */
export type EieLayer =
  | { readonly kind: 'published'; readonly name: WorkloadName }
  | {
      readonly kind: 'codes';
      /** [columns, rows]; 0 where a weight is zero. */
      readonly codes: Uint8Array;
      readonly rows: number;
      /** Columns whose activation is not zero. */
      readonly active: Int32Array;
    };

export interface MachineSize {
  /** Processing elements. */
  readonly elements: number;
  /** Activations that a queue holds. */
  readonly depth: number;
}

export interface EieQuestion {
  readonly layer: EieLayer;
  readonly sizes: readonly MachineSize[];
}

export interface EiePoint extends EieRun, MachineSize {
  /** Entries that were worked on, fillers among them. */
  readonly entries: number;
  readonly fillers: number;
}

export type EieAnswer = readonly EiePoint[];

/** @param report told the share that is done, between sizes */
export function simulateEie({ layer, sizes }: EieQuestion, report: (share: number) => void): EieAnswer {
  let dealt: { readonly elements: number; readonly counts: Uint16Array; readonly kept: number } | undefined;
  return sizes.map(({ elements, depth }, at) => {
    if (dealt?.elements !== elements) dealt = { elements, ...deal(layer, elements) };
    const { counts, kept } = dealt;
    const entries = counts.reduce((sum, count) => sum + count, 0);
    const point = { ...runEie(counts, elements, depth), elements, depth, entries, fillers: entries - kept };
    report((at + 1) / sizes.length);
    return point;
  });
}

function deal(layer: EieLayer, elements: number): { counts: Uint16Array; kept: number } {
  if (layer.kind === 'published') return drawLayer(layer.name, elements);
  const { codes, rows, active } = layer;
  let kept = 0;
  for (const column of active)
    for (let row = 0; row < rows; row++) if (codes[column * rows + row] !== 0) kept++;
  return { counts: countEntries(dealColumns(codes, rows, elements), active), kept };
}
