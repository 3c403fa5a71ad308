/**
 * A Huffman code together with what it codes: first the table of code lengths, then the symbols. The table
 * takes few bits because neighbouring symbols (gaps, or centroids in order) have similar lengths: each length
 * is stored as its difference from the one before, signs folded in (0, -1, 1, -2, ... become 0, 1, 2, 3,
 * ...), as an Elias gamma code of that number plus one: as many zeros as the number has bits after its first,
 * then its bits. Equal lengths take one bit.
 */
import type { BitReader, BitWriter } from './bits.ts';
import { createHuffmanCode, type HuffmanCode, MAX_CODE_LENGTH } from './huffman.ts';

/** Bits that the table of code lengths takes. */
export function countTableBits(lengths: Uint8Array): number {
  let bits = 0;
  let before = 0;
  for (const length of lengths) {
    bits += 2 * countBits(foldSign(length - before)) - 1;
    before = length;
  }
  return bits;
}

/** Writes the table of code lengths. */
export function writeCodeTable(writer: BitWriter, { lengths }: HuffmanCode): void {
  let before = 0;
  for (const length of lengths) {
    const number = foldSign(length - before);
    writer.write(number, 2 * countBits(number) - 1);
    before = length;
  }
}

/**
 * Reads the table of a code of `symbols` symbols. Throws a BitOverrunError at the end of the stream, and a
 * RangeError where a length is not from 0 to 15 or the lengths are not those of a complete code.
 */
export function readCodeTable(reader: BitReader, symbols: number): HuffmanCode {
  // A symbol takes at least a bit, so that a short stream cannot claim a long table.
  if (symbols > reader.bitsLeft)
    throw new RangeError(`a table of ${symbols} lengths takes more bits than are left`);
  const lengths = new Uint8Array(symbols);
  let before = 0;
  for (let symbol = 0; symbol < symbols; symbol++) {
    let zeros = 0;
    while (reader.read(1) === 0) {
      if (++zeros > 4) throw new RangeError(`symbol ${symbol} has a length that is none`);
    }
    const number = (1 << zeros) + reader.read(zeros) - 1;
    const length = before + (number % 2 === 0 ? number / 2 : -(number + 1) / 2);
    if (length < 0 || length > MAX_CODE_LENGTH) {
      throw new RangeError(`symbol ${symbol} has a code of ${length} bits, not 0 to ${MAX_CODE_LENGTH}`);
    }
    lengths[symbol] = length;
    before = length;
  }
  return createHuffmanCode(lengths);
}

/** Writes one symbol's code. Throws a RangeError if it has none. */
export function writeSymbol(writer: BitWriter, code: HuffmanCode, symbol: number): void {
  const length = code.lengths[symbol] ?? 0;
  if (length === 0) throw new RangeError(`the symbol ${symbol} has no code`);
  if (symbol !== code.lone) writer.write(code.codes[symbol]!, length);
}

/** Reads symbols of one code. */
export class SymbolReader {
  readonly #reader: BitReader;
  readonly #lone: number;
  /** For each length the first code and where its symbol stands among all, and how many codes there are. */
  readonly #first = new Uint32Array(MAX_CODE_LENGTH + 1);
  readonly #place = new Uint32Array(MAX_CODE_LENGTH + 1);
  readonly #count = new Uint32Array(MAX_CODE_LENGTH + 1);
  readonly #symbols: Uint32Array;

  /** Throws a RangeError if the code has no symbols at all. */
  constructor(reader: BitReader, { lengths, codes, lone }: HuffmanCode) {
    this.#reader = reader;
    this.#lone = lone;
    const symbols = Array.from(lengths, (_, symbol) => symbol).filter((symbol) => lengths[symbol]! > 0);
    if (symbols.length === 0) throw new RangeError('the code has no symbols');
    this.#symbols = Uint32Array.from(
      symbols.sort((a, b) => lengths[a]! - lengths[b]! || codes[a]! - codes[b]!),
    );
    for (let place = symbols.length - 1; place >= 0; place--) {
      const symbol = this.#symbols[place]!;
      const length = lengths[symbol]!;
      this.#first[length] = codes[symbol]!;
      this.#place[length] = place;
      this.#count[length]!++;
    }
  }

  /** The next symbol, after at most 15 bits. Throws a BitOverrunError past the end. */
  read(): number {
    if (this.#lone >= 0) return this.#lone;
    let code = 0;
    for (let length = 1; length <= MAX_CODE_LENGTH; length++) {
      code = code * 2 + this.#reader.read(1);
      const index = code - this.#first[length]!;
      if (index < this.#count[length]!) return this.#symbols[this.#place[length]! + index]!;
    }
    throw new RangeError('a code of more than 15 bits');
  }
}

/** 0, -1, 1, -2, 2, ... as 1, 2, 3, 4, 5, ... */
function foldSign(difference: number): number {
  return difference < 0 ? -2 * difference : 2 * difference + 1;
}

/** Binary digits of a positive whole number. */
function countBits(number: number): number {
  return 32 - Math.clz32(number);
}
