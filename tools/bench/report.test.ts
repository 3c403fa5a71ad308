import { describe, expect, it } from 'vitest';
import type { Contender, Group } from './contenders.ts';
import type { Measured } from './measure.ts';
import { parseOptions } from './options.ts';
import { toReport, toRows } from './rows.ts';
import { toJson, toTable } from './table.ts';

function createContender(engine: string, changes: Partial<Contender> = {}): Contender {
  return {
    engine,
    workers: 1,
    worker: 'ours',
    workerKey: engine,
    task: { kind: 'train', net: 'lenet-5', batch: 64, workers: 1, backend: 'wasm' },
    isStock: false,
    tolerance: 0,
    ...changes,
  };
}

/** 10 MFLOP an image, so that 1,000 images a second are 10 GFLOP/s. */
const measure = (contender: Contender, ...speeds: number[]): Measured => ({
  contender,
  slices: speeds.map((speed) => ({ images: speed, elapsedMs: 1000, roofGflops: 40 })),
});
const ours = measure(createContender('ours'), 2000, 9000, 1000);
const two = measure(createContender('ours', { workers: 2 }), 3000, 3000);
const webgl = measure(createContender('tfjs-webgl', { isStock: true }), 100);
const cpu = measure(createContender('tfjs-cpu', { isStock: true }), 50);
const wasm: Measured = {
  contender: createContender('tfjs-wasm', { isStock: true }),
  slices: [],
  reason: 'no kernel',
};
const all = [ours, two, cpu, webgl, wasm];
const group: Group = { net: 'lenet-5', flopsPerImage: 1e7, contenders: all.map((each) => each.contender) };

describe('toRows', () => {
  const rows = toRows(group, all);

  it('takes medians and compares them with the roof of each worker and the best stock engine', () => {
    expect(rows[0]).toEqual({
      net: 'lenet-5',
      engine: 'ours',
      workers: 1,
      imagesPerSecond: 2000,
      gflops: 20,
      ofRoof: 0.5,
      vsBestStock: 20,
      vsOurs: 1,
      rounds: 3,
      spread: 4,
    });
    expect(rows[1]).toMatchObject({ workers: 2, gflops: 30, ofRoof: 0.375, vsOurs: 1.5 });
    expect(rows[2]).toMatchObject({ engine: 'tfjs-cpu', vsBestStock: 0.5 });
  });

  it('says why a row has no figures', () => {
    expect(rows[4]).toMatchObject({
      imagesPerSecond: null,
      ofRoof: null,
      vsBestStock: null,
      reason: 'no kernel',
    });
  });

  it('compares with nothing where no stock engine ran', () => {
    expect(toRows(group, [ours, wasm])[0]?.vsBestStock).toBeNull();
  });
});

describe('a report', () => {
  const report = toReport([[group, all]]);

  it('is JSON with four figures, one row a line', () => {
    const text = toJson({ roofGflops: 46.123456, rows: [{ ...report.rows[0]!, gflops: 1 / 3 }] });
    expect(text.split('\n')).toHaveLength(3);
    expect(JSON.parse(text)).toEqual({ roofGflops: 46.12, rows: [{ ...report.rows[0], gflops: 0.3333 }] });
  });

  it('is a table with reasons, devices and epochs', () => {
    const lines = toTable(report, parseOptions(['train'])).split('\n');
    expect(lines[1]).toContain('roof of one core: 40.0 GFLOP/s');
    expect(lines[4]).toMatch(/^lenet-5 +ours +1 +2000 +20\.0 +50\.0 % +20\.00 x +1\.00 x$/);
    expect(lines[8]).toMatch(/^lenet-5 +tfjs-wasm +1 +- no kernel$/);
    expect(lines.at(-2)).toBe('an epoch of MNIST (60000 images) with lenet-5, 1 worker(s): 30.0 s');
  });
});
