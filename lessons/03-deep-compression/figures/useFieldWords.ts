/**
 * What do regions and fields of a file say in the reader's language? In a few letters on the map, in a
 * sentence in the table.
 */
import { useMemo } from 'react';
import type { FileAnatomy, FileField, FileRegion, TensorAnatomy } from '../../../src/protocol/anatomy.ts';
import { useFormats, useWords } from '../../parts/words.ts';
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

export interface FieldWords {
  readonly nameRegion: (region: FileRegion) => string;
  readonly describe: (field: FileField) => { readonly short: string; readonly long: string };
}

export function useFieldWords(anatomy: FileAnatomy): FieldWords {
  const say = useWords(words);
  const toZeros = useZeros();
  const { decimal, integer } = useFormats();
  return useMemo(() => {
    const tensorAt = (bit: number): TensorAnatomy | undefined => {
      const region = anatomy.regions.find((each) => bit >= each.bit && bit < each.bit + each.bits);
      return anatomy.tensors.find(({ name }) => name === region?.tensor);
    };
    const describe = (field: FileField) => {
      const { kind, number, value = 0, symbol = 0 } = field;
      const tensor = tensorAt(field.bit);
      const columns = tensor?.shape.at(-1) ?? 1;
      const isMatrix = (tensor?.shape.length ?? 0) > 1;
      const place =
        field.place === undefined
          ? ''
          : isMatrix
            ? say('at', { row: Math.floor(field.place / columns), column: field.place % columns })
            : String(field.place);
      const exact = decimal(value, 5);
      const short = decimal(value, 3);
      switch (kind) {
        case 'number':
          // The first three bytes are letters.
          return field.bit < 24
            ? {
                short: String.fromCharCode(number),
                long: say('letter', { letter: String.fromCharCode(number) }),
              }
            : { short: integer(number), long: say('number', { number: integer(number) }) };
        case 'checksum':
          return { short: '', long: say('sum', { hex: number.toString(16).padStart(8, '0') }) };
        case 'float':
          return { short, long: say(isMatrix ? 'float' : 'bias', { value: exact, place }) };
        case 'centroid':
          return { short, long: say('centroid', { symbol, value: exact }) };
        case 'scale':
        case 'zeroPoint':
          return { short, long: say(kind, { symbol, value: exact }) };
        case 'integer':
          return { short: String(number), long: say('integer', { number, value: exact, place }) };
        case 'gap':
          return { short: String(number), long: say('gap', { zeros: toZeros(number), place }) };
        case 'skip':
          return { short: `${number}…`, long: say('skip', { zeros: toZeros(number) }) };
        case 'filler':
          return { short: `${number}…`, long: say('filler', { zeros: toZeros(number) }) };
        case 'cell':
          return { short: '', long: say(number === 1 ? 'cellYes' : 'cellNo', { place }) };
        case 'count':
          return { short: String(number), long: say('count', { symbol, number }) };
        case 'list':
          return { short: String(number), long: say('list', { number, place }) };
        case 'length':
          return {
            short: String(number),
            long: say(number === 0 ? 'noCode' : 'codeLength', { symbol, number }),
          };
        case 'code':
          return { short, long: say('code', { number, value: exact, place }) };
      }
    };
    const nameRegion = ({ kind, tensor = '' }: FileRegion) => say(kind, { tensor });
    return { nameRegion, describe };
  }, [anatomy, say, toZeros, decimal, integer]);
}
