/** A code stage as a row: how the model's file is written from there on; raw before. */
import * as v from 'valibot';
import { choice, integer } from '../../spec/rules.ts';
import { defineStage } from '../stage.ts';

/**
 * How far the coding of a file may go, each word allowing all before it: fixed numbers of bits, Huffman
 * codes, arithmetic coding.
 */
const CODINGS = ['raw', 'huffman', 'arithmetic'] as const;
export type Coding = (typeof CODINGS)[number];

export const code = defineStage({
  schema: v.strictObject({
    kind: v.literal('code'),
    coding: choice(CODINGS, 'the coding'),
    /**
     * Rounds every value to so many leading bits of its float32, to the nearest: biases, batch norm,
     * centroids, and whatever weights are not shared. 16 is bfloat16; 32, which changes nothing, unless
     * given.
     */
    valueBits: v.optional(integer({ min: 10, max: 32, what: 'the bits of a value' }), 32),
  }),
  title: { en: 'Code the file', zh: '文件编码' },
  add: { en: 'Add coding', zh: '添加编码' },
  usual: { kind: 'code', coding: 'huffman' },
  fields: [
    {
      kind: 'choice',
      key: 'coding',
      label: { en: 'Coding', zh: '编码方式' },
      usual: 'huffman',
      options: [
        {
          id: 'raw',
          label: { en: 'fixed bits', zh: '定长' },
          note: {
            en: 'Every code and every gap takes the same number of bits.',
            zh: '每个编号、每个间隔都用同样多的位。',
          },
        },
        {
          id: 'huffman',
          label: { en: 'Huffman', zh: '哈夫曼' },
          note: {
            en: 'Frequent codes and gaps get short code words, rare ones long ones.',
            zh: '常见的编号和间隔用短码字，少见的用长码字。',
          },
        },
        {
          id: 'arithmetic',
          label: { en: 'arithmetic', zh: '算术编码' },
          note: {
            en: 'Each code and gap takes the bits that its probability says, whole or not.',
            zh: '每个编号和间隔该占多少位由概率决定，不必是整数位。',
          },
        },
      ],
    },
    {
      kind: 'number',
      key: 'valueBits',
      label: { en: 'Bits of a value', zh: '数值的位数' },
      control: 'typed',
      min: 10,
      max: 32,
      step: 1,
      usual: 32,
    },
  ],
});
