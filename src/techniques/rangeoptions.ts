/**
 * What rules of ranges ask for beside the values (`math/ranges.ts`), in stages for weights and activations.
 */
import * as v from 'valibot';
import { number } from '../spec/rules.ts';
import type { NumberField } from './field.ts';
import type { Words } from './words.ts';

const USUAL = { share: 0.999, deviations: 3 };

/** Entries of a stage's schema. */
export const rangeEntries = {
  /** Of values that `percentile` keeps within the range. */
  share: v.optional(number({ above: 0, max: 1, what: 'the share of values within the range' }), USUAL.share),
  /** How many on either side of the mean `deviations` keeps. */
  deviations: v.optional(number({ above: 0, max: 100, what: 'the number of deviations' }), USUAL.deviations),
};

/**
 * The form's fields.
 * @param key the choice of the rule
 */
export function toRangeFields(key: string, shareLabel: Words): readonly NumberField[] {
  return [
    {
      kind: 'number',
      key: 'share',
      when: { key, among: ['percentile'] },
      label: shareLabel,
      control: 'slider',
      min: 0.9,
      max: 1,
      step: 0.001,
      unit: '%',
      usual: USUAL.share,
    },
    {
      kind: 'number',
      key: 'deviations',
      when: { key, among: ['deviations'] },
      label: { en: 'Standard deviations', zh: '标准差个数' },
      control: 'slider',
      min: 1,
      max: 10,
      step: 0.1,
      usual: USUAL.deviations,
    },
  ];
}
