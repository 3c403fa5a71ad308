/** What the lesson's forms look like in every chart. */
import type { Variant } from '../../../src/plots/types.ts';
import type { FormId } from '../settings.ts';

export const FORM_LOOKS: Readonly<Record<FormId, Variant>> = {
  dense: 'dense',
  int8: 'quantized',
  pruned: 'pruned',
  shared: 'shared',
  deep: 'retrained',
  own: 'distilled',
};
