import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inflate } from './shard.ts';

describe('inflate', () => {
  it('gives the original bytes', async () => {
    const original = Uint8Array.from({ length: 200_000 }, (_, i) => (i * i) >> 3);
    expect(await inflate(gzipSync(original), original.length)).toEqual(original);
  });

  it('stops a bomb at the expected size', async () => {
    const bomb = gzipSync(new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    await expect(inflate(bomb, 1000)).rejects.toThrow('it inflates to more than 1000 bytes');
  });

  it('refuses too few bytes, cut-off data and data that is not gzip', async () => {
    const packed = gzipSync(new Uint8Array(1000));
    await expect(inflate(packed, 1001)).rejects.toThrow('it inflates to 1000 bytes, not 1001');
    await expect(inflate(packed.slice(0, -9), 1000)).rejects.toThrow();
    await expect(inflate(Uint8Array.of(1, 2, 3), 1000)).rejects.toThrow();
    await expect(inflate(new Uint8Array(0), 1000)).rejects.toThrow();
  });
});
