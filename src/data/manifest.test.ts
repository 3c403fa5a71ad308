import { describe, expect, it } from 'vitest';
import { createTinyData } from '../testing/datafiles.ts';
import { parseManifest } from './manifest.ts';

const { manifest } = createTinyData('mnist', { train: [3, 2], test: [2] });
const shard = manifest.train[0]!;

const parse = (value: unknown) => parseManifest(new TextEncoder().encode(JSON.stringify(value)), 'mnist');

describe('parseManifest', () => {
  it('gives back what was written', () => {
    expect(parse(manifest)).toEqual(manifest);
  });

  it.each([
    ['a list', [], 'it is not an object'],
    ['the manifest of another data set', { ...manifest, dataset: 'cifar10' }, 'its dataset must be mnist'],
    ['no hash', { ...manifest, sha256: 'x' }, 'its sha256 is not 64 hexadecimal digits'],
    ['no shards', { ...manifest, test: [] }, 'its test shards are not a list'],
    [
      'a file outside the folder',
      { ...manifest, train: [{ ...shard, file: '../../secret.shard' }] },
      'train shard 0 has the file name',
    ],
    [
      'a shard of no size',
      { ...manifest, train: [{ ...shard, sizeBytes: 0 }] },
      'train shard 0 has the size 0',
    ],
    ['a fraction of an example', { ...manifest, train: [{ ...shard, count: 1.5 }] }, 'has the count 1.5'],
    [
      'an inflated size that is not its examples',
      { ...manifest, train: [{ ...shard, inflatedBytes: 1e9 }] },
      'has the inflated size 1000000000 for 3 examples',
    ],
    [
      'a shard that would fill the memory',
      { ...manifest, train: [{ ...shard, count: 1e6, inflatedBytes: 785e6 }] },
      'has the inflated size',
    ],
    [
      'more examples than the data set has',
      {
        ...manifest,
        train: Array.from({ length: 13 }, () => ({ ...shard, count: 5000, inflatedBytes: 785 * 5000 })),
      },
      'it lists 65000 train examples, more than 60000',
    ],
  ])('refuses %s', (_, value, message) => {
    expect(() => parse(value)).toThrow(message);
  });

  it('refuses what is not JSON', () => {
    expect(() => parseManifest(Uint8Array.of(0xff, 0xfe), 'mnist')).toThrow('it is not JSON');
  });
});
