import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeModel } from '../../src/codec/container.ts';
import { initializeModel } from '../../src/core/models/initialize.ts';
import { MODEL_ZOO } from '../../src/spec/zoo.ts';
import { simulate } from './command.ts';

const run = async (
  workload: string,
  more: { pes?: string; queue?: string; size?: string; batch?: string; machine?: string } = {},
) => {
  const printed: string[] = [];
  await simulate(more.machine ?? 'eie', {
    workload,
    pes: more.pes,
    queue: more.queue,
    size: more.size,
    batch: more.batch,
    json: true,
    print: (line) => printed.push(line),
    log: () => {},
  });
  return JSON.parse(printed.at(-1)!);
};

/** A net whose weights are rounded to so many values on either side of zero, in each layer. */
async function writeNet(values: number): Promise<string> {
  const model = initializeModel(MODEL_ZOO['lenet-30-10'], 1);
  const tensors = model.tensors.map((each) => {
    const step = Math.max(...each.values.map(Math.abs)) / values || 1;
    return { ...each, values: each.values.map((value) => Math.round(value / step) * step) };
  });
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'eie-')), 'net.fwm');
  await writeFile(file, encodeModel({ ...model, tensors }).bytes);
  return file;
}

describe('a layer of a model file on the machine', () => {
  it('works through the columns that the first test image moves, with every queue and number of elements', async () => {
    const file = await writeNet(7);
    const [one, four] = [await run(`${file}:fc2`, { pes: '1' }), await run(`${file}:fc2`, { pes: '4' })];
    // Fewer than all 300 weights; a single element waits for none.
    expect(one.theoreticalCycles).toBeGreaterThan(10);
    expect(one.theoreticalCycles).toBeLessThan(300);
    expect(four.cycles).toBeLessThan(one.cycles);
    expect(four.energyPj).toBeGreaterThan(0);
  });

  it('must share its weights among 15 values', async () => {
    await expect(run(`${await writeNet(50)}:fc1`)).rejects.toThrow(/different weights beside zero/);
  });

  it('must be there', async () => {
    await expect(run(`${await writeNet(7)}:fc9`)).rejects.toThrow(
      'lenet-30-10 has no dense layer fc9; it has fc1, fc2, fc3.',
    );
    await expect(run('nowhere.fwm:fc1')).rejects.toThrow('nowhere.fwm cannot be read');
  });
});

describe('a layer of a model file on a systolic array', () => {
  it('keeps more of it busy the more images pass, and waits for memory before', async () => {
    const file = await writeNet(50);
    const at = (batch: string) => run(`${file}:fc1`, { machine: 'tpu', size: '64', batch });
    const [few, many] = [await at('4'), await at('400')];
    // 784 x 30 weights are 13 tiles of 64 x 64.
    expect(few).toMatchObject({ machine: 'tpu', tiles: 13, bound: 'memory' });
    expect(many).toMatchObject({ tiles: 13, bound: 'batch', period: 400 });
    expect(many.utilisation).toBeGreaterThan(10 * few.utilisation);
  });
});

describe('what is asked for', () => {
  it.each([
    [{ machine: 'npu' }, 'What can be simulated is eie or tpu, not npu.'],
    [{ machine: 'tpu', size: '300' }, '--size must be a whole number from 1 to 256, got 300.'],
    [{ machine: 'tpu' }, '--workload must be MODEL.fwm:LAYER, got nt-we.'],
    [{ pes: '0' }, '--pes must be a whole number from 1 to 256, got 0.'],
    [{ queue: 'many' }, '--queue must be a whole number from 1 to 256, got many.'],
  ])('%j is refused with a sentence', async (more, sentence) => {
    await expect(run('nt-we', more)).rejects.toThrow(sentence);
  });

  it('must be a layer', async () => {
    await expect(run('alex-9')).rejects.toThrow('or MODEL.fwm:LAYER, got alex-9.');
  });
});
