/** The memory of training by choice: which formats, with a copy or without, and how it is summed. */
import type { SmallFloatName } from '../../../src/math/smallfloat.ts';
import type { ModelSpec } from '../../../src/spec/model.ts';
import {
  countTrainingBytes,
  type MemoryOptions,
  type OptimizerState,
  type TrainingBytes,
} from '../../../src/techniques/mixedprecision/memory.ts';

export const MEMORY_PARTS = ['weights', 'master', 'gradients', 'optimizer', 'activations'] as const;

export interface MemoryColumn {
  readonly id: 'single' | 'mixed' | 'bare';
  readonly bytes: TrainingBytes;
  readonly total: number;
}

const toOptions = (format: MemoryOptions['weights'], master: boolean): MemoryOptions => {
  return { weights: format, activations: format, gradients: format, master };
};

/** Float32, the format with a float32 copy, and the format alone. */
export function compareMemory(
  spec: ModelSpec,
  format: SmallFloatName,
  optimizer: OptimizerState,
  batchSize: number,
): readonly MemoryColumn[] {
  const choices = [
    ['single', toOptions('fp32', true)],
    ['mixed', toOptions(format, true)],
    ['bare', toOptions(format, false)],
  ] as const;
  return choices.map(([id, options]) => {
    const bytes = countTrainingBytes(spec, options, optimizer, batchSize);
    return { id, bytes, total: MEMORY_PARTS.reduce((sum, part) => sum + bytes[part], 0) };
  });
}

/** What part of float32's bytes a column saves; below zero where it takes more. */
export function toSaved(columns: readonly MemoryColumn[], id: MemoryColumn['id']): number {
  const totalOf = (wanted: MemoryColumn['id']) => columns.find((each) => each.id === wanted)!.total;
  return 1 - totalOf(id) / totalOf('single');
}
