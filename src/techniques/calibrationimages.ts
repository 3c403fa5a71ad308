/** What stages that put images through a net have in common: how many. Labels are not read. */
import * as v from 'valibot';
import { integer } from '../spec/rules.ts';
import type { NumberField } from './field.ts';

const USUAL = 256;

/** Training images, as an entry of a stage's schema. */
export const calibrationImages = v.optional(
  integer({ min: 1, max: 60_000, what: 'the number of calibration images' }),
  USUAL,
);

/** The form's field. */
export const calibrationImagesField: NumberField = {
  kind: 'number',
  key: 'images',
  label: { en: 'Calibration images', zh: '校准图像数' },
  control: 'typed',
  min: 1,
  max: 10_000,
  step: 1,
  usual: USUAL,
};
