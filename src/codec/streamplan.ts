/**
 * How does one tensor's stream lie in a file? Its regions in order, each with a way to read its fields;
 * `anatomy.ts` puts them behind those of the header.
 */
import type { FileRegion, RegionKind, TensorAnatomy } from '../protocol/anatomy.ts';
import type { FileParts } from '../protocol/ledger.ts';
import type { TensorInfo } from '../spec/model.ts';
import { sizeOf } from '../spec/shapes.ts';
import { ByteReader, countVarintBytes } from './bytes.ts';
import { decodeCodebook } from './codebook.ts';
import type { TensorEncoding } from './encodings.ts';
import {
  type Fields,
  readBitmap,
  readCodebook,
  readCodes,
  readFloats,
  readGaps,
  readIntegers,
  readLists,
  readNumbers,
  readRounded,
  readScales,
  readSparseGaps,
  readTable,
  readTableAt,
  readZeroPoints,
  toPlace,
} from './fields.ts';
import { applyGrid, decodeIntegerHead, toScaleIndex, unpackIntegers } from './integers.ts';
import { lazy } from './lazy.ts';
import { countGaps, countWidth, decodePositions, POSITION_CODINGS } from './positions.ts';
import { createScan, type Scan } from './scan.ts';
import { toPart } from './section.ts';
import { BY_COLUMNS, HUFFMAN_CODES } from './shared.ts';

/** A region that can read its own fields. */
export interface Plan extends FileRegion {
  readonly read: () => Fields;
}

/** What a stream says of its tensor beyond name, shape and encoding. */
type StreamFacts = Partial<TensorAnatomy> & Pick<TensorAnatomy, 'entries'>;

/** Lays out one tensor's stream. The reader must stand at its beginning, and end with it. */
export class StreamPlanner {
  readonly plans: Plan[] = [];
  readonly #reader: ByteReader;
  readonly #bytes: Uint8Array;
  readonly #info: TensorInfo;
  readonly #size: number;
  /** The weight that a shared value stands for at a place. */
  #toWeight = (value: number, _place: number): number => value;

  constructor(reader: ByteReader, info: TensorInfo) {
    this.#reader = reader;
    this.#bytes = reader.bytes;
    this.#info = info;
    this.#size = sizeOf(info.shape);
  }

  plan(encoding: TensorEncoding): TensorAnatomy {
    const { name, shape } = this.#info;
    const parts = this.#planStream(encoding);
    return { name, shape, encoding, byColumns: false, codebook: new Float32Array(), ...parts };
  }

  #planStream(encoding: TensorEncoding): StreamFacts {
    const size = this.#size;
    const start = this.#reader.offset;
    const { end } = this.#reader;
    switch (encoding) {
      case 'dense':
        this.#add('values', 'weights', start * 8, end * 8, size, () =>
          readFloats(this.#bytes, start, size, (entry) => entry),
        );
        return { entries: size };
      case 'rounded': {
        const width = this.#bytes[start]!;
        this.#add('rounded', 'weights', start * 8, end * 8, size + 1, () =>
          readRounded(this.#bytes, start, width, size),
        );
        return { entries: size };
      }
      case 'sparse':
        return this.#planSparse();
      case 'shared':
      case 'huffman':
        return this.#planShared();
      case 'arithmetic':
        return this.#planArithmetic();
      case 'integers':
        return this.#planIntegers();
    }
  }

  #planIntegers(): StreamFacts {
    const reader = this.#reader;
    const bytes = this.#bytes;
    const start = reader.offset;
    const head = decodeIntegerHead(reader, this.#size, this.#info.name);
    const { bits, scales, zeroPoints, groupSize } = head.grid;
    const scalesAt = start + 3 + countVarintBytes(groupSize ?? scales.length);
    const zeroPointsAt = scalesAt + 4 * scales.length;
    const { offset } = reader;
    this.#add('gridHead', 'codebooks', start * 8, scalesAt * 8, 4, () =>
      readNumbers(bytes, start, ['byte', 'byte', 'byte', 'varint']),
    );
    this.#add('scales', 'codebooks', scalesAt * 8, zeroPointsAt * 8, scales.length, () =>
      readScales(bytes, scalesAt, scales.length),
    );
    const points = (bytes[start + 1]! & 2) === 0 ? 1 : zeroPoints.length;
    this.#add('zeroPoints', 'codebooks', zeroPointsAt * 8, offset * 8, points, () =>
      readZeroPoints(bytes, zeroPointsAt, bits + 1, points),
    );
    this.#toWeight = (value, place) => Math.fround(scales[toScaleIndex(head.grid, place)]! * value);
    if (head.coding === 'arithmetic') return this.#planArithmetic();
    if (head.coding !== 'packed') return this.#planShared();
    const values = lazy(() => {
      const integers = new ByteReader(bytes, offset, reader.end);
      const weights = unpackIntegers(integers, head.grid, this.#size, this.#info.name);
      applyGrid(weights, head.grid);
      return weights;
    });
    this.#add('integers', 'weights', offset * 8, reader.end * 8, this.#size, () =>
      readIntegers(bytes, offset, bits, values()),
    );
    return { entries: this.#size };
  }

  #planSparse(): StreamFacts {
    const reader = this.#reader;
    const start = reader.offset;
    const gapBits = reader.readByte('the index width');
    const entries = reader.readVarint('the number of entries');
    this.#add('gapHead', 'indices', start * 8, reader.offset * 8, 2, () =>
      readNumbers(this.#bytes, start, ['byte', 'varint']),
    );
    const gapsAt = reader.offset;
    const valuesAt = gapsAt + Math.ceil((entries * gapBits) / 8);
    const values = new ByteReader(this.#bytes, valuesAt).readFloats(entries, 'the values');
    const gaps = () => readSparseGaps(this.#bytes, gapsAt * 8, gapBits, values);
    this.#add('gaps', 'indices', gapsAt * 8, valuesAt * 8, entries, gaps);
    const places = lazy(() => Uint32Array.from(gaps(), ({ place }) => place!));
    this.#add('values', 'weights', valuesAt * 8, reader.end * 8, entries, () =>
      readFloats(this.#bytes, valuesAt, entries, (entry) => places()[entry]!),
    );
    return { entries, gapBits };
  }

  /** The codebook's region, and its patterns. */
  #planCodebook(): Uint32Array {
    const start = this.#reader.offset;
    const codebook = decodeCodebook(this.#reader, this.#size, this.#info.name);
    const isGrid = this.#bytes[start + countVarintBytes(codebook.length)] === 0;
    const fields = codebook.length === 0 ? 1 : codebook.length + (isGrid ? 3 : 2);
    this.#add('codebook', 'codebooks', start * 8, this.#reader.offset * 8, fields, () =>
      readCodebook(this.#bytes, start, codebook),
    );
    return codebook;
  }

  #planShared(): StreamFacts {
    const reader = this.#reader;
    const patterns = this.#planCodebook();
    const codebook = new Float32Array(patterns.slice().buffer);
    if (patterns.length === 0) return { entries: 0, codebook };
    const methodAt = reader.offset;
    const method = reader.readByte('the method');
    this.#add('method', 'indices', methodAt * 8, reader.offset * 8, 1, () =>
      readNumbers(this.#bytes, methodAt, ['byte']),
    );
    const scan = createScan(this.#info.shape, (method & BY_COLUMNS) !== 0);
    const { positions, gapBits } = this.#planPositions(method & 7, scan);
    this.#planCodes(patterns, positions, scan, (method & HUFFMAN_CODES) !== 0);
    return {
      entries: positions.length,
      codebook,
      byColumns: scan.byColumns,
      ...(gapBits === undefined ? {} : { gapBits }),
    };
  }

  #planPositions(coding: number, scan: Scan): { positions: Uint32Array; gapBits?: number } {
    const reader = this.#reader;
    const bytes = this.#bytes;
    const start = reader.offset;
    const kind = POSITION_CODINGS[coding]!;
    const positions = decodePositions(reader, kind, scan, this.#info.name);
    const end = reader.offset * 8;
    if (kind === 'all') return { positions };
    if (kind === 'bitmap') {
      this.#add('bitmap', 'indices', start * 8, end, this.#size, () => readBitmap(bytes, start * 8, scan));
      return { positions };
    }
    if (kind === 'lists') {
      const fields = 1 + scan.lines + positions.length;
      this.#add('lists', 'indices', start * 8, end, fields, () => readLists(bytes, start, scan));
      return { positions };
    }
    const head = new ByteReader(bytes, start);
    const gapBits = head.readByte('the gap width');
    head.readVarint('the number of weights');
    this.#add('gapHead', 'indices', start * 8, head.offset * 8, 2, () =>
      readNumbers(bytes, start, ['byte', 'varint']),
    );
    let from = head.offset * 8;
    let source: Parameters<typeof readGaps>[1] = { bit: from, width: gapBits };
    if (kind === 'huffmanGaps') {
      const table = readTableAt(bytes, from, 2 ** gapBits);
      this.#addTable('gapTable', 'indices', from, table);
      source = { bit: table.end, width: gapBits, code: table.code };
      from = table.end;
    }
    const fields = countGaps(positions, 2 ** gapBits - 1);
    this.#add('gaps', 'indices', from, end, fields, () =>
      readGaps(bytes, source, { gapBits, weights: positions.length }, scan),
    );
    return { positions, gapBits };
  }

  #planCodes(codebook: Uint32Array, positions: Uint32Array, scan: Scan, isHuffman: boolean): void {
    let from = this.#reader.offset * 8;
    const width = countWidth(codebook.length - 1);
    let source: Parameters<typeof readCodes>[1] = { bit: from, width };
    if (isHuffman) {
      const table = readTableAt(this.#bytes, from, codebook.length);
      this.#addTable('codeTable', 'weights', from, table);
      source = { bit: table.end, width, code: table.code };
      from = table.end;
    }
    const toPlaceOf = (entry: number) => toPlace(positions[entry]!, scan);
    this.#add('codes', 'weights', from, this.#reader.end * 8, positions.length, () =>
      readCodes(this.#bytes, source, codebook, toPlaceOf, positions.length, this.#toWeight),
    );
  }

  #planArithmetic(): StreamFacts {
    const reader = this.#reader;
    const codebook = new Float32Array(this.#planCodebook().slice().buffer);
    if (codebook.length === 0) return { entries: 0, codebook };
    const start = reader.offset;
    const byColumns = (reader.readByte('the order') & 1) !== 0;
    reader.readVarint('the period');
    const positions = reader.readVarint('the length of the positions');
    this.#add('arithmeticHead', 'indices', start * 8, reader.offset * 8, 3, () =>
      readNumbers(this.#bytes, start, ['byte', 'varint', 'varint']),
    );
    const from = reader.offset * 8;
    const codesAt = from + positions * 8;
    this.#add('arithmeticPositions', 'indices', from, codesAt, 0, noFields);
    this.#add('arithmeticCodes', 'weights', codesAt, reader.end * 8, 0, noFields);
    return { entries: 0, codebook, byColumns };
  }

  #addTable(
    kind: RegionKind,
    part: keyof FileParts,
    from: number,
    table: ReturnType<typeof readTableAt>,
  ): void {
    this.#add(kind, part, from, table.end, table.code.lengths.length, () =>
      readTable(this.#bytes, from, table.code),
    );
  }

  /**
   * Regions without bits are left out. Everything of tensors that are not kernels counts as biases, as in the
   * ledger.
   */
  #add(
    kind: RegionKind,
    part: keyof FileParts,
    bit: number,
    end: number,
    fields: number,
    read: () => Fields,
  ): void {
    if (end === bit) return;
    const { name, role } = this.#info;
    this.plans.push({
      kind,
      part: toPart(role, part),
      tensor: name,
      bit,
      bits: end - bit,
      fields,
      read,
    });
  }
}

function* noFields(): Fields {}
