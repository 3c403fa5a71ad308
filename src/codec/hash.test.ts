import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fillTensors, TINY_SPEC } from '../testing/modelfiles.ts';
import { hashWeights } from './hash.ts';

describe('hashWeights', () => {
  it('is SHA-256 over the little-endian values in order, by another implementation', () => {
    const tensors = fillTensors(TINY_SPEC, 0.3);
    const other = createHash('sha256');
    for (const { values } of tensors) {
      const room = Buffer.alloc(values.length * 4);
      values.forEach((value, i) => {
        room.writeFloatLE(value, i * 4);
      });
      other.update(room);
    }
    expect(hashWeights(tensors)).toBe(other.digest('hex'));
    expect(hashWeights([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
