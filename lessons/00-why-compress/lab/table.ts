/**
 * The energies of one operation by name, for choices and charts: the table of `math/energy.ts` in one list.
 * Horowitz 2014 (ISSCC, figure 1.1.9) gives the operations; EIE (arXiv 1602.01528, table 1) repeats those of
 * 32 bits and gives both reads.
 */
import { OPERATION_PJ, READ_PJ } from '../../../src/math/energy.ts';
import type { Bilingual } from '../../../src/ui/language/bilingual.ts';

const { add, multiply } = OPERATION_PJ;

/** Columns of the table; 16-bit whole numbers have no multiplication there. */
export const WIDTHS = ['int8', 'int16', 'int32', 'float16', 'float32'] as const;

export const OPERATIONS = {
  'add-int8': add.int8,
  'add-int16': add.int16,
  'add-int32': add.int32,
  'multiply-int8': multiply.int8,
  'add-float16': add.float16,
  'add-float32': add.float32,
  'multiply-float16': multiply.float16,
  'multiply-int32': multiply.int32,
  'multiply-float32': multiply.float32,
} as const;
export type OperationId = keyof typeof OPERATIONS;

export const OPERATION_LABELS: Readonly<Record<OperationId, Bilingual>> = {
  'add-int8': { en: 'add int8', zh: 'int8 加法' },
  'add-int16': { en: 'add int16', zh: 'int16 加法' },
  'add-int32': { en: 'add int32', zh: 'int32 加法' },
  'multiply-int8': { en: 'multiply int8', zh: 'int8 乘法' },
  'add-float16': { en: 'add float16', zh: 'float16 加法' },
  'add-float32': { en: 'add float32', zh: 'float32 加法' },
  'multiply-float16': { en: 'multiply float16', zh: 'float16 乘法' },
  'multiply-int32': { en: 'multiply int32', zh: 'int32 乘法' },
  'multiply-float32': { en: 'multiply float32', zh: 'float32 乘法' },
};

/** Reading 32 bits. */
export const READS = { sram: READ_PJ.sram, dram: READ_PJ.dram } as const;
export type ReadId = keyof typeof READS;

export const READ_LABELS: Readonly<Record<ReadId, Bilingual>> = {
  sram: { en: 'read from SRAM', zh: '读 SRAM' },
  dram: { en: 'read from DRAM', zh: '读 DRAM' },
};
