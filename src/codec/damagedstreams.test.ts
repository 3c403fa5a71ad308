import { describe, expect, it } from 'vitest';
import { createStream } from '../math/random.ts';
import { RangeEncoder } from '../math/rangecoder.ts';
import { describeModel, fillTensors, frameFile } from '../testing/modelfiles.ts';
import { CODINGS, layerOf, storeLayer } from '../testing/storelayer.ts';
import { decodeModel } from './container.ts';
import { ModelFileError } from './modelfileerror.ts';
import { codeOccupancy } from './occupancy.ts';
import { codePositions } from './positionmodel.ts';

describe('reading shared, coded and rounded streams', () => {
  const description = describeModel(JSON.stringify(layerOf(16, 2)));
  const one = [1, 9, 0x3f, 0x80];
  const two = [2, 10, 0b10111111, 0b11001111, 0b11100000];

  function read(id: number, ...stream: number[]): string {
    try {
      decodeModel(frameFile([...description, id, stream.length, ...stream]));
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  }

  it('takes what it should', () => {
    expect(read(2, 0)).toBe('taken');
    expect(read(2, ...one, 0)).toBe('taken');
    expect(read(2, ...one, 1, 0x80, 0, 0, 0)).toBe('taken');
    expect(read(2, ...one, 2, 5, 1, 0b01010000)).toBe('taken');
    expect(read(3, ...two, 16 + 0, 0b01110101, 0x55, 0x55, 0x55, 0x50)).toBe('taken');
    expect(read(5, 1, 0x80, 0, 0, 0)).toBe('taken');
  });

  it('refuses nonsense in a codebook', () => {
    expect(read(2, 33)).toContain('claims 33 shared values for d/kernel, which has 32 values');
    expect(read(2, 1, 33, 0, 0, 0, 0, 0)).toContain('a codebook of 33 bits');
    expect(read(2, 1, 10, 0x3f, 0x80, 0)).toContain('in more bits than it needs');
    expect(read(2, 1, 9, 0x3f, 0x81, 0)).toContain('has bits set after the codebook');
    expect(read(2, 1, 9, 0, 0, 0)).toContain('not rising or holds zero');
    expect(read(2, 2, 10, 0b00111111, 0b10101111, 0b11100000, 0)).toContain('not rising');
    expect(read(2, 2, 0, 0, 0, 0x80, 0x3f, 2, 0, 0)).toContain('not rising');
    for (const step of [
      [0, 0, 0, 0],
      [0, 0, 0x80, 0xbf],
      [0, 0, 0x80, 0x7f],
      [0, 0, 0xc0, 0x7f],
    ])
      expect(read(2, 1, 0, ...step, 2, 0)).toContain('not of a positive number');
    expect(read(2, 1, 0, 0, 0, 0x80, 0x7e, 0x80, 1, 0)).toContain('which is no float32');
    expect(read(2, 1, 9, 0x3f)).toContain('is cut short inside the codebook of d/kernel');
  });

  it('refuses nonsense in positions and codes', () => {
    expect(read(2, ...one, 5)).toContain('by method 5, which this encoding does not have');
    expect(read(2, ...one, 4)).toContain('by method 4, which this encoding does not have');
    expect(read(2, ...one, 16)).toContain('by method 16');
    expect(read(3, ...one, 32)).toContain('by method 32');
    expect(read(2, ...one, 1, 0x80, 0)).toContain('the bitmap of d/kernel takes 4 bytes and 2 are left');
    expect(read(2, ...one, 1, 0, 0, 0, 0)).toContain('value 0 of the codebook is never used');
    expect(read(2, ...one, 2, 17, 0)).toContain('a gap width of 17, not 1 to 16');
    expect(read(2, ...one, 2, 5, 33, 0)).toContain('claims 33 weights');
    expect(read(2, ...one, 2, 5, 2, 0xff, 0xff)).toContain('entry 0 lies at position 62 of 32');
    expect(read(2, ...one, 2, 5, 3, 0x00)).toContain('is cut short inside the gaps of d/kernel');
    expect(read(2, ...one, 2, 5, 1, 0b00001010)).toContain('has bits set after the gaps');
    expect(read(2, ...one, 0, 0)).toContain('has 1 bytes left over after the codes');
    expect(read(2, ...one, 11, 2, 0b10000011, 0b00100000)).toContain('the place 2 is out of order');
    expect(read(2, ...one, 11, 2, 0b10000010, 0b00110000)).toBe('taken');
    // As wide as no writer makes them: for more weights than a line has places, or than any line has.
    expect(read(2, ...one, 3, 32)).toContain('counts of 32 bits, and 2 are enough');
    expect(read(2, ...one, 11, 3, 0b01000000, 0b10001100)).toContain('counts up to 2 are written in 3 bits');
    // Encoding 3 without a Huffman code is encoding 2.
    expect(read(3, ...two, 0, 0x55, 0x55, 0x55, 0x55)).toContain(
      'by method 0, which this encoding does not have',
    );
    expect(read(3, 0)).toContain('in Huffman codes, and all of it is zero');
    // Three values take codes of two bits, and 3 is none.
    const three = [3, 0, 0, 0, 0x80, 0x3f, 2, 1, 1];
    expect(read(2, ...three, 2, 5, 3, 0, 0, 0b00011000)).toBe('taken');
    expect(read(2, ...three, 2, 5, 3, 0, 0, 0b00011100)).toContain('the code 3 is beyond 3 values');
    expect(read(3, ...two, 16, 0b00000001)).toContain('the codes of d/kernel that cannot be read');
    expect(read(3, ...one, 4, 13, 1)).toContain('a gap width of 13, not 1 to 12');
  });

  it('refuses nonsense around arithmetic codes', () => {
    expect(read(4, ...one, 4, 0, 0)).toContain('in order 4, not 0 to 3');
    expect(read(4, ...one, 1, 2, 0)).toContain('a period of 2 in lines of 16');
    expect(read(4, ...one, 1, 16, 0)).toContain('a period of 16');
    expect(read(4, ...one, 0, 0, 9)).toContain('the positions of d/kernel takes 9 bytes and 0 are left');
    expect(read(4, ...one, 0, 0, 9, ...Array(9).fill(7))).toMatch(/left over after the positions|never uses/);
    expect(read(4, ...two, 0, 0, 1, 0xaa)).not.toBe('taken');
  });

  it('refuses lines and places that are left out or named without need', () => {
    // Columns of 16 places; `cells` are those of the lines and places in use.
    const readInUse = (lines: number[], places: number[], cells: number[]) => {
      const encoder = new RangeEncoder();
      codeOccupancy(encoder, { lines: Uint8Array.from(lines), places: Uint8Array.from(places) }, 0);
      const scan = {
        byColumns: true,
        lines: lines.filter(Boolean).length,
        length: places.filter(Boolean).length,
      };
      if (cells.length > 0) codePositions(encoder, Int32Array.from(cells), scan, 0);
      const positions = [...encoder.finish()];
      return read(4, ...one, 3, 0, positions.length, ...positions);
    };
    const [all, first, none] = [Array(16).fill(1), [1, ...Array(15).fill(0)], Array(16).fill(0)];
    expect(readInUse([0, 1], first, [0])).toBe('taken');
    expect(readInUse([1, 1], all, Array(32).fill(0))).toContain('of which there are none');
    expect(readInUse([0, 0], none, [])).toContain('no line or place for them');
    expect(readInUse([1, 1], first, [0, -1])).toContain(
      'names a line or a place of d/kernel that no weight is in',
    );
  });

  it('survives mutated streams of every encoding, whose length and checksum are right', () => {
    const spec = layerOf(25, 20);
    const front = describeModel(JSON.stringify(spec));
    const stream = createStream(6, 'mutated streams');
    const change = [
      (value: number, i: number) => (i % 20 < 3 ? (i % 60 < 3 ? 0.1 : -0.2) : value > 1 ? 0.3 : 0),
      (value: number) => Math.round(value * 3) / 7,
      (value: number) => (value > 0.9 ? Math.fround(Math.sqrt(Math.round(value * 9))) : 0),
      (_: number, i: number) => (1 + ((i * 37) % 128) / 128) * 2 ** ((i % 9) - 4),
      (value: number) => (value > 1 ? value : 0),
    ];
    const ids = ['dense', 'sparse', 'shared', 'huffman', 'arithmetic', 'rounded'];
    const pool = change.flatMap((each) => {
      const values = [...fillTensors(spec, 1)[0]!.values].map(each);
      return CODINGS.map((coding) => storeLayer(25, 20, values, coding));
    });
    expect(new Set(pool.map(({ encoding }) => encoding))).toEqual(new Set(ids.slice(1)));
    const outcomes = { taken: 0, refused: 0 };
    for (let round = 0; round < 15_000; round++) {
      const { encoding, stream: valid } = pool[stream.nextBelow(pool.length)]!;
      const bytes = [...valid];
      for (let edits = 1 + stream.nextBelow(2); edits > 0; edits--) {
        const at = stream.nextBelow(stream.nextBelow(2) === 0 ? bytes.length : Math.min(16, bytes.length));
        const byte = stream.nextBelow(256);
        bytes.splice(at, stream.nextBelow(3), ...(stream.nextBelow(3) === 0 ? [] : [byte]));
      }
      const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
      try {
        const { tensors } = decodeModel(frameFile([...front, ids.indexOf(encoding), ...length, ...bytes]));
        expect(tensors[0]!.values.length).toBe(500);
        outcomes.taken++;
      } catch (error) {
        if (!(error instanceof ModelFileError)) throw error;
        outcomes.refused++;
      }
    }
    expect(outcomes.taken).toBeGreaterThan(100);
    expect(outcomes.refused).toBeGreaterThan(5000);
  });

  it('refuses nonsense in rounded values', () => {
    expect(read(5, 0)).toContain('0 bits, not 1 to 31');
    expect(read(5, 32)).toContain('32 bits, not 1 to 31');
    expect(read(5, 1, 0, 0, 0, 0)).toContain('as rounded values, and all of them are zero');
    expect(read(5, 1, 0, 0)).toContain('takes 4 bytes and 2 are left');
    expect(read(5, 2, 0x80, 0, 0, 0, 0, 0, 0, 0)).toContain('in more bits than they need');
    expect(read(5, 1, 0x80, 0, 0, 0, 0)).toContain('has 1 bytes left over');
  });
});
