/**
 * Files of a few bytes that ask for much: refused before the work begins, in a sentence, and never by a fault
 * further down.
 */
import { describe, expect, it } from 'vitest';
import { RangeEncoder } from '../math/rangecoder.ts';
import type { LayerSpec, ModelSpec } from '../spec/model.ts';
import { listTensors, sizeOf } from '../spec/shapes.ts';
import { MODEL_NAMES, MODEL_ZOO } from '../spec/zoo.ts';
import { describeModel, frameFile } from '../testing/modelfiles.ts';
import { layerOf } from '../testing/storelayer.ts';
import { SpareSteps } from './arithmetic.ts';
import { codeCodes } from './codemodel.ts';
import { decodeModel, encodeModel } from './container.ts';
import { encodeSmallest } from './encodings.ts';
import { ModelFileError } from './modelfileerror.ts';
import { codePositions } from './positionmodel.ts';

function toVarint(number: number): number[] {
  return number < 128 ? [number] : [(number & 127) | 128, ...toVarint(number >>> 7)];
}

/** A file whose tensors are all zero, which takes a byte for each. */
function toEmptyFile(spec: ModelSpec): Uint8Array {
  const tensors = listTensors(spec);
  const entries = tensors.flatMap(() => [2, 1]);
  const json = [...new TextEncoder().encode(JSON.stringify(spec))];
  return frameFile([0, ...toVarint(json.length), ...json, ...entries, ...tensors.map(() => 0)]);
}

function refusalOf(file: Uint8Array): string {
  try {
    decodeModel(file);
  } catch (error) {
    expect(error).toBeInstanceOf(ModelFileError);
    return (error as Error).message;
  }
  return 'taken';
}

const image = (inputShape: ModelSpec['inputShape'], layers: readonly LayerSpec[]): ModelSpec => ({
  name: 'm',
  inputShape,
  classes: 2,
  layers: [...layers, { kind: 'globalAveragePool' }, { kind: 'dense', name: 'fc', units: 2 }],
});
const conv = (name: string, filters: number, kernelSize: number, padding: 'same' | number = 'same') =>
  ({ kind: 'conv2d', name, filters, kernelSize, padding, bias: false }) as const;

describe('the work of a described net', () => {
  it('is bounded by the values that layers hand on', () => {
    const wide = image([256, 256, 1], [conv('a', 200, 1)]);
    expect(toEmptyFile(wide).length).toBeLessThan(425);
    expect(refusalOf(toEmptyFile(wide))).toContain('hands on 13107402 values for each image, above 8388608');
    const long = image([256, 256, 1], Array(150).fill({ kind: 'relu' }));
    expect(refusalOf(toEmptyFile(long))).toContain('values for each image, above');
    // Layers inside others count as well.
    const block: LayerSpec = {
      kind: 'residual',
      name: 'r',
      body: Array(140).fill({ kind: 'relu' }),
      shortcut: [],
    };
    expect(refusalOf(toEmptyFile(image([256, 256, 1], [block])))).toContain('values for each image, above');
  });

  it('is bounded by multiply-accumulates, and by what pools read', () => {
    const heavy = image([32, 32, 3], [conv('a', 256, 3), conv('b', 256, 3)]);
    expect(refusalOf(toEmptyFile(heavy))).toContain('operations for each image, above 536870912');
    const pool = image([128, 128, 8], [{ kind: 'maxPool', size: 64, stride: 1, padding: 'same' }]);
    expect(refusalOf(toEmptyFile(pool))).toContain('takes 536870928 operations for each image');
  });

  it('is bounded by the number of layers', () => {
    const blocks = Array.from({ length: 6 }, (_, i): LayerSpec => {
      return { kind: 'residual', name: `r${i}`, body: Array(199).fill({ kind: 'relu' }), shortcut: [] };
    });
    expect(refusalOf(toEmptyFile(image([1, 1, 1], blocks)))).toContain('has 1202 layers, above 1000');
  });

  it('may be several times that of every net of the lab, and larger ones are not written', () => {
    for (const name of MODEL_NAMES) {
      const { layers, ...rest } = MODEL_ZOO[name];
      const more = layers.map((layer) =>
        layer.kind === 'conv2d' ? { ...layer, filters: 2 * layer.filters } : layer,
      );
      const isPlain = layers.every(({ kind }) => kind !== 'residual');
      const spec: ModelSpec = { ...rest, name: 'twice', layers: isPlain ? more : layers };
      expect(refusalOf(toEmptyFile(spec))).toBe('taken');
    }
    const wide = image([256, 256, 1], [conv('a', 200, 1)]);
    const tensors = listTensors(wide).map((info) => ({
      ...info,
      values: new Float32Array(sizeOf(info.shape)),
    }));
    expect(() => encodeModel({ spec: wide, tensors })).toThrow(
      'the model m cannot be written: its description hands on 13107402 values for each image, above 8388608',
    );
  });
});

describe('the work of an arithmetic stream', () => {
  const spec: ModelSpec = {
    name: 'm',
    inputShape: [1, 256, 16],
    classes: 2,
    layers: [
      { kind: 'flatten' },
      { kind: 'dense', name: 'a', units: 1100, bias: false },
      { kind: 'dense', name: 'b', units: 2, bias: false },
    ],
  };
  /** One in all cells that are not empty: 1.0, whose code needs no bits. */
  function toFile(positions: Uint8Array, codes: readonly number[], codebook: readonly number[]): Uint8Array {
    const stream = [...codebook, 0, 0, ...toVarint(positions.length), ...positions, ...codes];
    const front = describeModel(JSON.stringify(spec));
    return frameFile([...front, 4, ...toVarint(stream.length), 2, 1, ...stream, 0]);
  }

  it('is bounded by its bytes and a share of the file, whatever its bits cost', () => {
    // 4,505,600 cells in a few bytes: refused without a look at them.
    expect(refusalOf(toFile(Uint8Array.of(0x80), [], [1, 9, 0x3f, 0x80]))).toContain(
      'asks for more steps to decode a/kernel than its',
    );
  });

  it('counts the digits of codes, too', () => {
    const cells = Int32Array.from({ length: 1024 * 256 }, (_, i) => Math.min(i, 299));
    const scan = { byColumns: false, lines: 1024, length: 256 };
    const positions = new RangeEncoder();
    codePositions(positions, cells, scan, 0);
    const codes = new RangeEncoder();
    codeCodes(codes, cells, scan, 0, { values: 300, negatives: 0 });
    // 262,144 cells and as many weights of 9 digits: 262,144 x (1 + 2 x 9).
    const bytes = positions.finish().length + codes.finish().length;
    const spare = new SpareSteps();
    expect(spare.take(262_144 * 19, bytes)).toBe(false);
    expect(spare.take(262_144 * 16, 0)).toBe(true);
    expect(spare.take(1, 0)).toBe(false);
    expect(spare.take(32, 1)).toBe(true);
  });

  it('is never more than a reader takes: another encoding is written instead', () => {
    const [kernel] = listTensors(layerOf(400, 100));
    const values = Float32Array.from({ length: 40_000 }, (_, i) => (i % 20 === 0 || i % 101 === 0 ? 0.3 : 0));
    const encode = (spare: SpareSteps) =>
      encodeSmallest({ ...kernel!, values }, 'arithmetic', 0, spare).encoding;
    expect(encode(new SpareSteps())).toBe('arithmetic');
    const used = new SpareSteps();
    used.take(4 * 1024 * 1024 - 100, 0);
    expect(encode(used)).not.toBe('arithmetic');
  });
});
