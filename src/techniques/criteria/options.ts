/** The options that say which weights go, as recipes write them. */
import * as v from 'valibot';
import { choice } from '../../spec/rules.ts';
import type { Words } from '../words.ts';
import { CRITERIA, type CriterionKind } from './score.ts';

export const criterionSchema = v.strictObject({ kind: choice(CRITERIA, 'the criterion') });

export const CRITERION_WORDS: Readonly<Record<CriterionKind, Words>> = {
  magnitude: { en: 'the smallest', zh: '最小的' },
  unit: { en: 'whole units, the smallest', zh: '整个单元，最小的先剪' },
  rate: { en: 'the smallest for their bytes', zh: '按所占字节折算后最小的' },
  random: { en: 'at random', zh: '随机' },
};
