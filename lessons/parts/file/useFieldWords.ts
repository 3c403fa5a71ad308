/**
 * What do regions and fields of a file say in the reader's language? In a few letters on the map, in a
 * sentence in the table.
 */
import { useMemo } from 'react';
import type { FileAnatomy, FileField, FileRegion, TensorAnatomy } from '../../../src/protocol/anatomy.ts';
import { useFormats, useWords } from '../words.ts';
import { useZeros } from './useZeros.ts';

const words = {
  magic: { en: 'magic', zh: '标识' },
  version: { en: 'version', zh: '版本' },
  checksum: { en: 'checksum', zh: '校验和' },
  network: { en: 'network', zh: '网络' },
  entry: { en: '{tensor}: entry', zh: '{tensor}：条目' },
  values: { en: '{tensor}: values', zh: '{tensor}：数值' },
  rounded: { en: '{tensor}: rounded values', zh: '{tensor}：舍入值' },
  gridHead: { en: '{tensor}: bits and form of the integers', zh: '{tensor}：整数的位数与形式' },
  scales: { en: '{tensor}: scales', zh: '{tensor}：缩放因子' },
  zeroPoints: { en: '{tensor}: zero points', zh: '{tensor}：零点' },
  integers: { en: '{tensor}: integers', zh: '{tensor}：整数' },
  codebook: { en: '{tensor}: codebook', zh: '{tensor}：码本' },
  method: { en: '{tensor}: method', zh: '{tensor}：方式' },
  gapHead: { en: '{tensor}: width and number of gaps', zh: '{tensor}：间隔的位数与个数' },
  gapTable: { en: '{tensor}: Huffman table of the gaps', zh: '{tensor}：间隔的哈夫曼码表' },
  gaps: { en: '{tensor}: gaps', zh: '{tensor}：间隔' },
  bitmap: { en: '{tensor}: bitmap', zh: '{tensor}：位图' },
  lists: { en: '{tensor}: lists', zh: '{tensor}：列表' },
  codeTable: { en: '{tensor}: Huffman table of the codes', zh: '{tensor}：编号的哈夫曼码表' },
  codes: { en: '{tensor}: codes', zh: '{tensor}：编号' },
  arithmeticHead: { en: '{tensor}: order and length', zh: '{tensor}：次序与长度' },
  arithmeticPositions: { en: '{tensor}: positions, arithmetic', zh: '{tensor}：位置（算术编码）' },
  arithmeticCodes: { en: '{tensor}: codes, arithmetic', zh: '{tensor}：编号（算术编码）' },
  number: { en: 'the number {number}', zh: '数 {number}' },
  letter: { en: '“{letter}”', zh: '“{letter}”' },
  sum: { en: 'the checksum 0x{hex} of all other bytes', zh: '其余所有字节的校验和 0x{hex}' },
  float: { en: '{value}, the weight at {place}', zh: '{value}，是 {place} 的权重' },
  bias: { en: '{value}, number {place}', zh: '{value}，第 {place} 个' },
  scale: { en: 'scale number {symbol}: {value}', zh: '第 {symbol} 个缩放因子：{value}' },
  zeroPoint: { en: 'zero point number {symbol}: {value}', zh: '第 {symbol} 个零点：{value}' },
  integer: {
    en: 'the integer {number}: {value}, the weight at {place}',
    zh: '整数 {number}：{value}，是 {place} 的权重',
  },
  centroid: { en: 'code {symbol} stands for {value}', zh: '编号 {symbol} 代表 {value}' },
  gap: { en: '{zeros}, then a weight: at {place}', zh: '{zeros}，然后一个权重：在 {place}' },
  skip: { en: '{zeros} and no weight', zh: '{zeros}，没有权重' },
  filler: { en: '{zeros} and a filler, which stands on a zero', zh: '{zeros}，再放一个填充零' },
  cellNo: { en: 'no weight at {place}', zh: '{place} 没有权重' },
  cellYes: { en: 'a weight at {place}', zh: '{place} 有一个权重' },
  count: { en: 'line {symbol} has {number} weights', zh: '第 {symbol} 行（列）有 {number} 个权重' },
  list: { en: 'place {number} in its line: at {place}', zh: '在本行（列）第 {number} 个位置：即 {place}' },
  noCode: { en: 'symbol {symbol} has no code', zh: '符号 {symbol} 没有编码' },
  codeLength: { en: 'symbol {symbol} has a code of {number} bits', zh: '符号 {symbol} 的编码有 {number} 位' },
  code: {
    en: 'code {number}: {value}, the weight at {place}',
    zh: '编号 {number}：{value}，是 {place} 的权重',
  },
  at: { en: 'row {row}, column {column}', zh: '第 {row} 行第 {column} 列' },
} as const;

type Say = ReturnType<typeof useWords<typeof words>>;

/** What a field says: in a few letters on the map, in a sentence in the table. */
interface FieldText {
  readonly short: string;
  readonly long: string;
}

export interface FieldWords {
  readonly nameRegion: (region: FileRegion) => string;
  readonly describe: (field: FileField) => FieldText;
}

/** A field's numbers as the sentences take them. */
interface FieldValues {
  readonly number: number;
  readonly symbol: number;
  /** The value with few digits, and with many. */
  readonly short: string;
  readonly value: string;
  /** Where in its tensor, in words; empty where it has no place. */
  readonly place: string;
  readonly isMatrix: boolean;
  readonly isMagic: boolean;
  readonly count: string;
  readonly zeros: string;
}

/** Of each kind of field. */
const FIELDS: { readonly [K in FileField['kind']]: (say: Say, field: FieldValues) => FieldText } = {
  number: (say, { number, isMagic, count }) => {
    const letter = String.fromCharCode(number);
    return isMagic
      ? { short: letter, long: say('letter', { letter }) }
      : { short: count, long: say('number', { number: count }) };
  },
  checksum: (say, { number }) => ({
    short: '',
    long: say('sum', { hex: number.toString(16).padStart(8, '0') }),
  }),
  float: (say, { short, value, place, isMatrix }) => ({
    short,
    long: say(isMatrix ? 'float' : 'bias', { value, place }),
  }),
  centroid: (say, { short, symbol, value }) => ({ short, long: say('centroid', { symbol, value }) }),
  scale: (say, { short, symbol, value }) => ({ short, long: say('scale', { symbol, value }) }),
  zeroPoint: (say, { short, symbol, value }) => ({ short, long: say('zeroPoint', { symbol, value }) }),
  integer: (say, { number, value, place }) => ({
    short: String(number),
    long: say('integer', { number, value, place }),
  }),
  gap: (say, { number, zeros, place }) => ({ short: String(number), long: say('gap', { zeros, place }) }),
  skip: (say, { number, zeros }) => ({ short: `${number}…`, long: say('skip', { zeros }) }),
  filler: (say, { number, zeros }) => ({ short: `${number}…`, long: say('filler', { zeros }) }),
  cell: (say, { number, place }) => ({
    short: '',
    long: say(number === 1 ? 'cellYes' : 'cellNo', { place }),
  }),
  count: (say, { number, symbol }) => ({ short: String(number), long: say('count', { symbol, number }) }),
  list: (say, { number, place }) => ({ short: String(number), long: say('list', { number, place }) }),
  length: (say, { number, symbol }) => ({
    short: String(number),
    long: say(number === 0 ? 'noCode' : 'codeLength', { symbol, number }),
  }),
  code: (say, { number, short, value, place }) => ({ short, long: say('code', { number, value, place }) }),
};

/** The file's first bytes are letters. */
const MAGIC_BITS = 24;

export function useFieldWords(anatomy: FileAnatomy): FieldWords {
  const say = useWords(words);
  const toZeros = useZeros();
  const { decimal, integer } = useFormats();
  return useMemo(() => {
    const toPlace = (tensor: TensorAnatomy | undefined, place: number | undefined) => {
      if (place === undefined) return '';
      const { shape } = tensor ?? { shape: [] };
      if (shape.length <= 1) return String(place);
      const columns = shape.at(-1)!;
      return say('at', { row: Math.floor(place / columns), column: place % columns });
    };
    const describe = ({ kind, bit, number, place, value = 0, symbol = 0 }: FileField) => {
      const tensor = findTensor(anatomy, bit);
      return FIELDS[kind](say, {
        number,
        symbol,
        short: decimal(value, 3),
        value: decimal(value, 5),
        place: toPlace(tensor, place),
        isMatrix: (tensor?.shape.length ?? 0) > 1,
        isMagic: bit < MAGIC_BITS,
        count: integer(number),
        zeros: toZeros(number),
      });
    };
    return { nameRegion: ({ kind, tensor = '' }) => say(kind, { tensor }), describe };
  }, [anatomy, say, toZeros, decimal, integer]);
}

function findTensor({ regions, tensors }: FileAnatomy, bit: number): TensorAnatomy | undefined {
  const region = regions.find((each) => bit >= each.bit && bit < each.bit + each.bits);
  return tensors.find(({ name }) => name === region?.tensor);
}
