/**
 * Deep mutual learning: two students without a teacher learn side by side, each from the labels and from what
 * the other answers (Zhang et al. 2018, arXiv 1706.00384, equations 4 and 5). The paper lets them step in
 * turn, here they step at once. The second is there while the stage lasts; the model is the first.
 */
import * as v from 'valibot';
import type { ModelSpec } from '../../spec/model.ts';
import { choice, number } from '../../spec/rules.ts';
import { MODEL_ZOO, NET_NAMES, type NetName } from '../../spec/zoo.ts';
import { defineLossTerm } from '../lossterm.ts';
import type { Misfit } from '../stage.ts';

const SAME = 'same';

const schema = v.strictObject({
  /**
   * The other student, which begins at random weights; a second net of the recipe's own kind where absent.
   */
  net: v.optional(choice([SAME, ...NET_NAMES], 'the other student'), SAME),
  /** Of what each learns from the other, beside its labels. */
  weight: v.optional(number({ above: 0, max: 100, what: 'the weight of the other' }), 1),
});

export type Mutual = v.InferOutput<typeof schema>;

export const mutual = defineLossTerm({
  schema,
  findMisfit,
  field: {
    kind: 'group',
    key: 'mutual',
    label: { en: 'Learn beside a second student', zh: '与另一个学生互相学习' },
    note: {
      en: 'Both learn from the labels and from each other, from the first step on. The loss that is shown is that of both together.',
      zh: '两个学生都学标签，也从一开始就互相学习对方的输出。显示的损失是两者之和。',
    },
    usual: { net: SAME, weight: 1 },
    fields: [
      {
        kind: 'choice',
        key: 'net',
        label: { en: 'Second student', zh: '另一个学生' },
        options: [
          { id: SAME, label: { en: 'The same net, with other weights', zh: '同样的网络，不同的初始权重' } },
          ...NET_NAMES.map((name) => ({ id: name, label: { en: name, zh: name } })),
        ],
        usual: SAME,
      },
      {
        kind: 'number',
        key: 'weight',
        label: { en: 'Weight of the other’s answers', zh: '对方输出的权重' },
        control: 'slider',
        min: 0.05,
        max: 10,
        step: 0.05,
        scale: 'log',
        usual: 1,
      },
    ],
  },
});

/** The other student. @param own the recipe's own net */
export function toOtherSpec({ net }: Mutual, own: ModelSpec): ModelSpec {
  return net === SAME ? own : MODEL_ZOO[net as NetName];
}

function findMisfit({ net }: Mutual, student: ModelSpec): Misfit | undefined {
  if (net === SAME) return undefined;
  const { inputShape, classes } = MODEL_ZOO[net as NetName];
  if (inputShape.join() === student.inputShape.join() && classes === student.classes) return undefined;
  return {
    keys: ['net'],
    problem: `reads [${inputShape}] images, but ${student.name} reads [${student.inputShape}]`,
  };
}
