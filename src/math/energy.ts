/**
 * An estimate of what one answer of a network costs in energy, from published figures for a 45 nm chip at 0.9
 * V (Horowitz 2014, "Computing's energy problem", ISSCC, figure 1.1.9; EIE, Han et al. 2016, arXiv
 * 1602.01528, table 1): products and sums by type and width, and reading the weights once.
 *
 * Left out on purpose: activations on their way, instructions, leakage. So it says what a method saves on a
 * chip made for it, not what a battery here loses.
 */

/** One operation, in picojoules. The table has no multiplication of 16-bit whole numbers. */
export const OPERATION_PJ = {
  add: { int8: 0.03, int16: 0.05, int32: 0.1, float16: 0.4, float32: 0.9 },
  multiply: { int8: 0.2, int32: 3.1, float16: 1.1, float32: 3.7 },
} as const;

/** Reading 32 bits, in picojoules: from an SRAM of 32 KiB on the chip, or from LPDDR2 DRAM beside it. */
export const READ_PJ = { sram: 5, dram: 640 } as const;

export type Memory = keyof typeof READ_PJ;

/** Bytes that the table's SRAM holds. */
export const SRAM_BYTES = 32 * 1024;

/** What a multiply-accumulate of each kind costs. Products of 8-bit numbers are summed up in 32 bits. */
export const MAC_PJ = {
  int8: OPERATION_PJ.multiply.int8 + OPERATION_PJ.add.int32,
  int32: OPERATION_PJ.multiply.int32 + OPERATION_PJ.add.int32,
  float32: OPERATION_PJ.multiply.float32 + OPERATION_PJ.add.float32,
} as const;

export type MacKind = keyof typeof MAC_PJ;

/** One layer's work on one image. */
export interface Work {
  readonly macs: number;
  readonly kind: MacKind;
}

/** Picojoules for one image. */
export interface Energy {
  readonly arithmeticPj: number;
  /** Of reading every byte of the weights once. */
  readonly memoryPj: number;
  /** Where the weights lie: on the chip where they fit. */
  readonly memory: Memory;
}

/**
 * How a layer can compute: with whole numbers where both its weights and its inputs are such. What is wider
 * than 8 bits counts as 32.
 * @param weightBits, inputBits undefined where values are floating-point numbers
 */
export function toMacKind(weightBits: number | undefined, inputBits: number | undefined): MacKind {
  if (weightBits === undefined || inputBits === undefined) return 'float32';
  return Math.max(weightBits, inputBits) <= 8 ? 'int8' : 'int32';
}

/** Of the multiply-accumulates alone, in picojoules. */
export function estimateArithmetic({ macs, kind }: Work): number {
  return macs * MAC_PJ[kind];
}

/**
 * Of reading weights once, in words of 32 bits.
 *
 * @param bytes of the weights as they are stored
 * @param sramBytes what lies on the chip. More than the table's 32 KiB is taken as that many small memories
 *   side by side: a single large one costs more for each read, which is left out
 */
export function estimateReading(
  bytes: number,
  sramBytes: number = SRAM_BYTES,
): Pick<Energy, 'memory' | 'memoryPj'> {
  const memory = bytes <= sramBytes ? 'sram' : 'dram';
  return { memoryPj: Math.ceil(bytes / 4) * READ_PJ[memory], memory };
}

/** @param bytes of the weights as they are stored */
export function estimateEnergy(work: readonly Work[], bytes: number, sramBytes?: number): Energy {
  const arithmeticPj = work.reduce((sum, each) => sum + estimateArithmetic(each), 0);
  return { arithmeticPj, ...estimateReading(bytes, sramBytes) };
}

/** All of it together, in picojoules. */
export function sumEnergy({ arithmeticPj, memoryPj }: Energy): number {
  return arithmeticPj + memoryPj;
}
