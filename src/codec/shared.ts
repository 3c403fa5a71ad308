/**
 * How is a tensor of few different values stored so that every part can be decoded by hand? As in Deep
 * Compression (arXiv 1510.00149, section 3 and 4): a codebook, where the weights are, and for each weight its
 * place in the codebook. Codes have a fixed width, or are Huffman-coded.
 */
import { BitWriter } from '../math/bits.ts';
import { assignCodeLengths, countCodedBits, createHuffmanCode } from '../math/huffman.ts';
import {
  countTableBits,
  readCodeTable,
  SymbolReader,
  writeCodeTable,
  writeSymbol,
} from '../math/huffmanstream.ts';
import { checkBitsLeft, readBits } from './bitrange.ts';
import type { ByteReader } from './bytes.ts';
import { decodeCodebook, encodeCodebook, type SharedTensor } from './codebook.ts';
import { ModelFileError } from './modelfileerror.ts';
import { countWidth, decodePositions, encodePositions, POSITION_CODINGS } from './positions.ts';
import { createScan, EMPTY, fromScanOrder, listScans, toScanOrder } from './scan.ts';
import type { Section } from './section.ts';

/** Bits of the method byte above the position coding. */
export const BY_COLUMNS = 8;
export const HUFFMAN_CODES = 16;
/** A Huffman code has at most 2^15 symbols. */
const MOST_SYMBOLS = 32768;

/** Codebook, method, positions, codes; with fixed widths, or with Huffman codes wherever they are shorter. */
export function encodeShared(
  tensor: SharedTensor,
  shape: readonly number[],
  allowsHuffman: boolean,
): Section[] {
  const { codebook, cells } = tensor;
  const sections: Section[] = [{ part: 'codebooks', bytes: encodeCodebook(codebook) }];
  if (codebook.length === 0) return sections;
  const best = listScans(shape)
    .map((scan) => {
      const scanned = toScanOrder(cells, scan);
      return { scan, scanned, positions: encodePositions(scanned, scan, allowsHuffman) };
    })
    .reduce((least, each) => (each.positions.bytes.length < least.positions.bytes.length ? each : least));
  const codes = best.scanned.filter((code) => code !== EMPTY);
  const fixed = packCodes(codes, codebook.length);
  const huffman = allowsHuffman ? encodeCodes(codes, codebook.length) : null;
  const takesHuffman = huffman !== null && huffman.length < fixed.length;
  const method =
    POSITION_CODINGS.indexOf(best.positions.coding) +
    (best.scan.byColumns ? BY_COLUMNS : 0) +
    (takesHuffman ? HUFFMAN_CODES : 0);
  sections.push({ part: 'indices', bytes: Uint8Array.of(method) });
  sections.push({ part: 'indices', bytes: best.positions.bytes });
  sections.push({ part: 'weights', bytes: takesHuffman ? huffman : fixed });
  return sections;
}

/**
 * Reads what `encodeShared` wrote, with Huffman codes where `isHuffman` says so and else without, and nothing
 * beyond it.
 */
export function decodeShared(
  reader: ByteReader,
  shape: readonly number[],
  size: number,
  name: string,
  isHuffman: boolean,
): SharedTensor {
  const start = reader.offset;
  const codebook = decodeCodebook(reader, size, name);
  const cells = new Int32Array(size).fill(EMPTY);
  if (codebook.length === 0) {
    if (isHuffman) throw new ModelFileError(start, `stores ${name} in Huffman codes, and all of it is zero`);
    reader.checkEnd(`the codebook of ${name}`);
    return { codebook, cells };
  }
  const methodAt = reader.offset;
  const method = reader.readByte(`the method of ${name}`);
  const coding = POSITION_CODINGS[method & 7];
  const hasHuffmanCodes = (method & HUFFMAN_CODES) !== 0;
  // What has no Huffman code is stored as `shared`, and what has one is not.
  const usesHuffman = hasHuffmanCodes || coding === 'huffmanGaps';
  if (coding === undefined || method > 31 || usesHuffman !== isHuffman) {
    throw new ModelFileError(
      methodAt,
      `stores ${name} by method ${method}, which this encoding does not have`,
    );
  }
  const scan = createScan(shape, (method & BY_COLUMNS) !== 0);
  const positions = decodePositions(reader, coding, scan, name);
  const scanned = cells;
  readBits(reader, `the codes of ${name}`, (bits) => {
    const width = countWidth(codebook.length - 1);
    const symbols = hasHuffmanCodes
      ? new SymbolReader(bits, readCodeTable(bits, codebook.length))
      : undefined;
    const isUsed = new Uint8Array(codebook.length);
    if (symbols === undefined) checkBitsLeft(bits, positions.length * width);
    for (let entry = 0; entry < positions.length; entry++) {
      const code = symbols?.read() ?? bits.read(width);
      if (code >= codebook.length)
        throw new RangeError(`the code ${code} is beyond ${codebook.length} values`);
      scanned[positions[entry]!] = code;
      isUsed[code] = 1;
    }
    const unused = isUsed.indexOf(0);
    if (unused >= 0) throw new RangeError(`value ${unused} of the codebook is never used`);
  });
  reader.checkEnd(`the codes of ${name}`);
  return { codebook, cells: fromScanOrder(scanned, scan) };
}

function packCodes(codes: Int32Array, values: number): Uint8Array {
  const width = countWidth(values - 1);
  const packed = new BitWriter();
  for (let i = 0; i < codes.length; i++) packed.write(codes[i]!, width);
  return packed.toBytes();
}

/**
 * A table of code lengths and the Huffman-coded codes; null where that would not be shorter than fixed
 * widths.
 */
function encodeCodes(codes: Int32Array, values: number): Uint8Array | null {
  if (values > MOST_SYMBOLS) return null;
  const counts = new Uint32Array(values);
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++;
  const lengths = assignCodeLengths(counts);
  if (countCodedBits(counts, lengths) + countTableBits(lengths) >= codes.length * countWidth(values - 1))
    return null;
  const code = createHuffmanCode(lengths);
  const packed = new BitWriter();
  writeCodeTable(packed, code);
  for (let i = 0; i < codes.length; i++) writeSymbol(packed, code, codes[i]!);
  return packed.toBytes();
}
