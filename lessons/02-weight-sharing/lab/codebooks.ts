/** The values that a model shares, read from a snapshot with codebooks: of each code of one layer. */
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { type CodebookSnapshot, NO_CODE } from '../../../src/techniques/codebook/transform.ts';
import type { Bilingual } from '../../../src/ui/language/bilingual.ts';
import type { Kernel } from '../../parts/kernels.ts';

/** The value of each code. */
export type Codebook = Float32Array;

/** Null where the layer's kernel shares nothing. */
export function readCodebook(model: ModelSnapshot, layer: string): Codebook | null {
  const tensor = model.tensors.find((each) => each.layer === layer && each.role === 'kernel');
  const book = model.transforms.find(
    (each): each is CodebookSnapshot => each.kind === 'codebook' && each.tensor === tensor?.name,
  );
  if (tensor === undefined || book === undefined) return null;
  const count = book.codes.reduce((most, code) => (code === NO_CODE ? most : Math.max(most, code + 1)), 0);
  const values = new Float32Array(count);
  book.codes.forEach((code, at) => {
    if (code !== NO_CODE) values[code] = tensor.values[at]!;
  });
  return values;
}

/** "16 values": of the layer that has most. */
export function sayValues(model: ModelSnapshot, kernels: readonly Kernel[]): Bilingual {
  const most = Math.max(0, ...kernels.map(({ layer }) => readCodebook(model, layer)?.length ?? 0));
  return { en: `${most} values`, zh: `${most} 种取值` };
}
