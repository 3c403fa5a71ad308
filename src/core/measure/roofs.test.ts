import { describe, expect, it } from 'vitest';
import { createExports } from '../../kernels/module.ts';
import { measureRoofs } from './roofs.ts';

describe('roofs of a device', () => {
  it('are all there, positive, each with its samples, from small arrays to large ones', async () => {
    const { float32, whole, memory } = await measureRoofs();
    for (const { best, median, spread, n } of [float32, whole, ...memory.map(({ bandwidth }) => bandwidth)]) {
      expect(median).toBeGreaterThan(0);
      expect(best).toBeGreaterThanOrEqual(median);
      expect(Number.isFinite(spread)).toBe(true);
      expect(n).toBe(9);
    }
    expect(memory.map(({ bytes }) => bytes)).toEqual(
      [...memory.map(({ bytes }) => bytes)].sort((a, b) => a - b),
    );
  });

  it('are refused by a clock that hardly ticks, with a sentence', async () => {
    await expect(measureRoofs(undefined, { now: () => 0, tickMs: 100 })).rejects.toThrow(
      'roofs need a clock that ticks every 2 ms, this one ticks every 100 ms',
    );
  });
});

describe('the kernel that reads memory', () => {
  it('reads every byte: what it leaves is all of them mixed', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const exports = createExports(memory);
    const words = new BigUint64Array(memory.buffer, 1024, 64);
    words.forEach((_, at) => {
      words[at] = (BigInt(at) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn;
    });
    exports.readMemory(1024, 512, 1, 0);
    const [even, odd] = [0, 1].map((lane) =>
      words.reduce((mixed, word, at) => (at % 2 === lane ? mixed ^ word : mixed), 0n),
    );
    expect([...new BigUint64Array(memory.buffer, 0, 2)]).toEqual([even, odd]);
    // Twice the same leaves nothing.
    exports.readMemory(1024, 512, 2, 0);
    expect([...new BigUint64Array(memory.buffer, 0, 2)]).toEqual([0n, 0n]);
  });
});
