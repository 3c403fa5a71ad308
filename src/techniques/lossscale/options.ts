/**
 * Loss scaling (Micikevicius et al. 2018, arXiv 1710.03740, section 3.2): the loss is multiplied by a power
 * of two before gradients are taken, which moves them up into the range of a small float, and what reaches
 * the optimizer is divided by it again. A constant scale, or one that halves when a gradient is no number and
 * doubles after so many steps without (as in NVIDIA's guide to training with mixed precision).
 */
import * as v from 'valibot';
import { choice, flag, integer } from '../../spec/rules.ts';
import type { GroupField } from '../field.ts';

/** The scale is two to at most this. */
const MOST_EXPONENT = 24;

export const lossScaleSchema = v.pipe(
  v.strictObject({
    kind: v.optional(choice(['static', 'dynamic'], 'the kind of loss scaling'), 'dynamic'),
    /** The scale is two to this; a dynamic one begins with it. */
    exponent: v.optional(integer({ min: 0, max: MOST_EXPONENT, what: 'the exponent of the scale' }), 15),
    /** Steps without an overflow after which a dynamic scale doubles. */
    every: v.optional(integer({ min: 1, max: 10000, what: 'the steps between two doublings' }), 200),
    /** How far down a dynamic scale may go, as an exponent. */
    floor: v.optional(integer({ min: 0, max: MOST_EXPONENT, what: 'the exponent of the floor' }), 0),
    /** Whether a step with a gradient that is no number is left out. */
    skip: v.optional(flag('skip'), true),
  }),
  v.check(
    ({ kind, exponent, floor }) => kind === 'static' || floor <= exponent,
    'must not begin below its floor: exponent must be at least floor',
  ),
  v.check(
    ({ kind, skip }) => kind === 'static' || skip,
    'with kind "dynamic" always leaves out a step that overflows: skip must be true',
  ),
);

export type LossScale = v.InferOutput<typeof lossScaleSchema>;

/** Where a scale stands. */
export interface LossScaleState {
  /** The scale is two to this. */
  readonly exponent: number;
  /** Steps without an overflow since it last moved. */
  readonly good: number;
  /** Steps left out so far, of this stage. */
  readonly skipped: number;
}

export function startLossScale({ exponent }: LossScale): LossScaleState {
  return { exponent, good: 0, skipped: 0 };
}

/** Where the scale stands after a step. @param overflowed whether a gradient was infinite or no number */
export function moveLossScale(
  { kind, every, floor }: LossScale,
  { exponent, good, skipped }: LossScaleState,
  overflowed: boolean,
): LossScaleState {
  if (overflowed) {
    const halved = kind === 'dynamic' ? Math.max(exponent - 1, floor) : exponent;
    return { exponent: halved, good: 0, skipped: skipped + 1 };
  }
  const isDue = kind === 'dynamic' && good + 1 >= every && exponent < MOST_EXPONENT;
  return isDue ? { exponent: exponent + 1, good: 0, skipped } : { exponent, good: good + 1, skipped };
}

const dynamicOnly = { key: 'kind', among: ['dynamic'] } as const;

/** The form's fields. */
export const lossScaleField: GroupField = {
  kind: 'group',
  key: 'lossScale',
  label: { en: 'Scale the loss', zh: '放大损失' },
  note: {
    en: 'For training in small floats: moves gradients up into the range of their format. A step whose gradients overflow is left out.',
    zh: '用于小浮点数训练：把梯度移入其格式的表示范围。梯度上溢的那一步会跳过。',
  },
  usual: { kind: 'dynamic', exponent: 15, every: 200, floor: 0, skip: true },
  fields: [
    {
      kind: 'choice',
      key: 'kind',
      label: { en: 'Scale', zh: '放大倍数' },
      usual: 'dynamic',
      options: [
        {
          id: 'dynamic',
          label: { en: 'Dynamic', zh: '动态' },
          note: {
            en: 'Halves at an overflow, doubles when all has gone well for a while.',
            zh: '上溢时减半，一段时间没有上溢就加倍。',
          },
        },
        { id: 'static', label: { en: 'Constant', zh: '固定' } },
      ],
    },
    {
      kind: 'number',
      key: 'exponent',
      label: { en: 'Two to the power of', zh: '2 的几次方' },
      control: 'slider',
      min: 0,
      max: MOST_EXPONENT,
      step: 1,
      usual: 15,
    },
    {
      kind: 'number',
      key: 'every',
      label: { en: 'Steps between two doublings', zh: '隔多少步加倍一次' },
      control: 'typed',
      min: 1,
      max: 10000,
      step: 1,
      usual: 200,
      when: dynamicOnly,
    },
    {
      kind: 'number',
      key: 'floor',
      label: { en: 'Floor, as a power of two', zh: '下限（2 的几次方）' },
      control: 'slider',
      min: 0,
      max: MOST_EXPONENT,
      step: 1,
      usual: 0,
      when: dynamicOnly,
    },
  ],
};
