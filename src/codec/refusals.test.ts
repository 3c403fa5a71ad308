import { describe, expect, it } from 'vitest';
import { createStream, type Stream } from '../math/random.ts';
import type { ModelSpec } from '../spec/model.ts';
import { MODEL_ZOO } from '../spec/zoo.ts';
import {
  describeModel,
  fillTensors,
  frameFile,
  sealFile,
  shareTensors,
  TINY_SPEC,
} from '../testing/modelfiles.ts';
import { decodeModel, encodeModel } from './container.ts';
import { hashWeights } from './hash.ts';
import { ModelFileError } from './modelfileerror.ts';

/** A file with one byte set, removed, or put in at a place, or cut off there. */
function mutate(file: Uint8Array, at: number, stream: Stream): Uint8Array {
  const before = file.subarray(0, at);
  switch (stream.nextBelow(5)) {
    case 0:
      return Uint8Array.from([...before, stream.nextBelow(256), ...file.subarray(at + 1)]);
    case 1:
      return Uint8Array.from([
        ...before,
        [0, 1, 0x7f, 0x80, 0xff][stream.nextBelow(5)]!,
        ...file.subarray(at + 1),
      ]);
    case 2:
      return before.slice();
    case 3:
      return Uint8Array.from([...before, ...file.subarray(at + 1 + stream.nextBelow(8))]);
    default:
      return Uint8Array.from([...before, stream.nextBelow(256), ...file.subarray(at)]);
  }
}

/**
 * How many files are tried. `MUTATIONS=100000 npx vitest run src/core/codec/refusals.test.ts` tries five
 * times as many.
 */
const MUTATIONS = Number(process.env.MUTATIONS ?? 20_000);

describe('reading a model file', () => {
  const { bytes } = encodeModel({ spec: TINY_SPEC, tensors: fillTensors(TINY_SPEC, 0.2) });
  const json = JSON.stringify(TINY_SPEC);
  /** Where the entries begin: after the frame, the code, a length of two bytes and the description. */
  const entriesAt = 8 + 1 + 2 + json.length;

  function refusalOf(file: Uint8Array): string {
    try {
      decodeModel(file);
    } catch (error) {
      expect(error).toBeInstanceOf(ModelFileError);
      return (error as ModelFileError).message;
    }
    return 'taken';
  }

  /** A file with some bytes replaced and the right checksum. */
  function change(...changes: readonly (readonly [at: number, value: number])[]): Uint8Array {
    const copy = bytes.slice();
    for (const [at, value] of changes) copy[at] = value;
    return sealFile(copy);
  }

  it('says what is wrong and where', () => {
    expect(refusalOf(new Uint8Array())).toBe('The model file is empty (at byte 0).');
    expect(refusalOf(new TextEncoder().encode('PK zip file'))).toContain('is not a Featherweight model');
    expect(refusalOf(bytes.subarray(0, 6))).toBe(
      'The model file is cut short inside its first 9 bytes (at byte 6).',
    );
    expect(refusalOf(change([3, 9]))).toBe(
      'The model file has format version 9, and this reader knows only 1 (at byte 3).',
    );
    expect(refusalOf(bytes.subarray(0, bytes.length - 1))).toContain(
      'is damaged or cut short: its checksum should be',
    );
    expect(refusalOf(sealFile(new Uint8Array([...bytes, 0])))).toMatch(
      /should have \d+ bytes of weights by its header/,
    );
    expect(refusalOf(frameFile([9]))).toContain('model code 9, which this version does not know (at byte 8)');
    expect(refusalOf(change([entriesAt, 7]))).toContain(`stores conv/kernel in encoding 7`);
    expect(refusalOf(change([entriesAt + 2, 1]))).toContain(
      'stores norm/scale as sparse, but it is no kernel',
    );
  });

  it('refuses damaged descriptions', () => {
    const withText = (text: string) => frameFile(describeModel(text));
    expect(refusalOf(withText(`${json.slice(0, -1)}!`.padEnd(130)))).toContain('is not valid JSON in UTF-8');
    expect(refusalOf(withText('['.repeat(500)))).toContain('nests deeper than 32 brackets');
    expect(refusalOf(withText(json.replace('"units":2', '"units":1e9')))).toContain(
      'is no model: layers.4.units',
    );
    expect(refusalOf(withText(json.replace('"units":2', '"units":3')))).toContain('does not fit together');
    expect(refusalOf(withText(json.replace('"fc"', '"conv"')))).toContain('two tensors the same name');
    const wide = { kind: 'dense', units: 8192 };
    const big = {
      ...TINY_SPEC,
      layers: [{ kind: 'flatten' }, ...[1, 2].map((i) => ({ ...wide, name: `w${i}` })), TINY_SPEC.layers[4]],
    };
    expect(refusalOf(withText(JSON.stringify(big)))).toMatch(/values|larger than/);
    expect(refusalOf(frameFile([0, 0xff, 0xff, 0xff, 0xff, 0x0f]))).toContain(
      'claims a model description of 4294967295 bytes',
    );
    expect(refusalOf(frameFile([0, 0xff, 0xff, 0xff, 0xff, 0x7f]))).toContain('above 2^32 - 1');
    expect(refusalOf(frameFile([0, 0x80, 0x00]))).toContain('in more bytes than it needs');
    expect(refusalOf(frameFile([0, 50, 1]))).toContain('the model description takes 50 bytes and 1 are left');
  });

  it('refuses every nonsense inside a sparse stream', () => {
    const spec: ModelSpec = {
      name: 'm',
      inputShape: [1, 16, 1],
      classes: 2,
      layers: [{ kind: 'flatten' }, { kind: 'dense', name: 'd', units: 2, bias: false }],
    };
    const description = describeModel(JSON.stringify(spec));
    const one = [0, 0, 0x80, 0x3f];
    const zero = [0, 0, 0, 0];
    const sparse = (...stream: number[]) =>
      refusalOf(frameFile([...description, 1, stream.length, ...stream]));
    expect(sparse(4, 1, 0xf0, ...one)).toBe('taken');
    expect(sparse(4, 2, 0xf0, ...zero, ...one)).toBe('taken');
    expect(sparse(4, 0)).toBe('taken');
    expect(sparse(0, 1, 0, ...one)).toContain('an index width of 0, not 1 to 16');
    expect(sparse(17, 0)).toContain('an index width of 17');
    expect(sparse(4, 33, 0, ...one)).toContain('claims 33 entries for d/kernel, which has 32 values');
    expect(sparse(4, 1, 0xf1, ...one)).toContain('has bits set after the index');
    expect(sparse(4, 3, 0xff, 0xf0, ...zero, ...zero, ...one)).toContain(
      'leads outside: entry 2 lies at position 47 of 32',
    );
    expect(sparse(4, 1, 0xf0, ...zero)).toContain('stores a zero of d/kernel that fills no gap');
    expect(sparse(4, 2, 0x30, ...zero, ...one)).toContain('fills no gap');
    expect(sparse(4, 1, 0xf0, ...one, 0)).toContain('has 1 bytes left over after the values');
    expect(sparse(4, 1, 0xf0, 1, 2)).toContain('the values of d/kernel takes 4 bytes and 2 are left');
    expect(sparse()).toContain('the index width of d/kernel takes 1 bytes and 0 are left');
  });

  it('refuses every truncation and every flipped bit', () => {
    for (let length = 0; length < bytes.length; length++)
      expect(refusalOf(bytes.subarray(0, length))).not.toBe('taken');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const copy = bytes.slice();
      copy[bit >> 3]! ^= 1 << (bit & 7);
      expect(refusalOf(copy)).not.toBe('taken');
    }
  });

  it(
    'survives mutated files, with the checksum made right again, in bounded time',
    () => {
      const zoo = MODEL_ZOO['lenet-300-100'];
      const medium: ModelSpec = {
        name: 'medium',
        inputShape: [5, 5, 1],
        classes: 20,
        layers: [{ kind: 'flatten' }, { kind: 'dense', name: 'd', units: 20 }],
      };
      const shared = ([spec, kept]: readonly [ModelSpec, number], kind: 'irregular' | 'grid') =>
        (['raw', 'huffman', 'arithmetic'] as const).map((coding) => ({
          ...encodeModel({ spec, tensors: shareTensors(fillTensors(spec, kept), 4, kind) }, { coding }),
          descriptionBytes: JSON.stringify(spec).length,
        }));
      const tiny = (kept: number) => ({
        ...encodeModel({ spec: TINY_SPEC, tensors: fillTensors(TINY_SPEC, kept) }),
        descriptionBytes: json.length,
      });
      const whole = (spec: ModelSpec, change: (value: number, i: number) => number) => ({
        ...encodeModel(
          {
            spec,
            tensors: fillTensors(spec, 1).map((each) => ({ ...each, values: each.values.map(change) })),
          },
          { coding: 'arithmetic' },
        ),
        descriptionBytes: JSON.stringify(spec).length,
      });
      const files = [
        tiny(0.2),
        tiny(1),
        ...shared([TINY_SPEC, 0.6], 'irregular'),
        ...shared([medium, 0.15], 'irregular'),
        ...shared([medium, 0.15], 'grid'),
        ...shared([medium, 1], 'grid'),
        ...shared([medium, 0.03], 'irregular'),
        whole(medium, (value, i) => (i % 20 < 3 ? (i % 60 < 3 ? 0.1 : -0.2) : value > 1 ? 0.3 : 0)),
        whole(TINY_SPEC, (value) => Math.round(value * 1000) / 1024),
      ];
      // Every way to store a tensor is among them.
      const encodings = new Set(files.flatMap(({ tensors }) => tensors.map(({ encoding }) => encoding)));
      expect(encodings).toEqual(new Set(['dense', 'sparse', 'shared', 'huffman', 'arithmetic', 'rounded']));
      const zooFile = encodeModel({ spec: zoo, tensors: fillTensors(zoo, 0.001) }).bytes;
      const stream = createStream(2, 'mutations');
      let taken = 0;
      // Of the processor, so that a busy machine changes nothing.
      const start = process.cpuUsage();
      for (let round = 0; round < MUTATIONS; round++) {
        const isZoo = stream.nextBelow(200) === 0;
        const chosen = files[stream.nextBelow(files.length)]!;
        let file: Uint8Array = (isZoo ? zooFile : chosen.bytes).slice();
        // Two thirds of the files keep their description, so that the edits reach entries and streams.
        const entries = isZoo ? 9 : 11 + chosen.descriptionBytes;
        const from = stream.nextBelow(3) > 0 ? entries : 8;
        for (let edits = 1 + stream.nextBelow(3); edits > 0 && file.length > from; edits--) {
          const at =
            from +
            stream.nextBelow(stream.nextBelow(2) ? file.length - from : Math.min(24, file.length - from));
          file = mutate(file, at, stream);
        }
        if (file.length > 8) sealFile(file);
        try {
          const read = decodeModel(file);
          taken++;
          // What is taken is whole: it can be written and read again.
          const again = encodeModel(read, { coding: isZoo ? 'raw' : 'arithmetic' });
          expect(hashWeights(decodeModel(again.bytes).tensors)).toBe(hashWeights(read.tensors));
        } catch (error) {
          if (!(error instanceof ModelFileError)) throw error;
        }
      }
      expect(taken).toBeGreaterThan(0);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(3 * MUTATIONS);
    },
    20 * MUTATIONS,
  );

  it('reads a file that lies inside a larger buffer', () => {
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 5);
    expect(hashWeights(decodeModel(larger.subarray(5, 5 + bytes.length)).tensors)).toBe(
      hashWeights(decodeModel(bytes).tensors),
    );
  });
});
