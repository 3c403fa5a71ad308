import { describe, expect, it } from 'vitest';
import { encodeModel } from '../codec/container.ts';
import { LIMITS } from '../protocol/limits.ts';
import { toFailure } from '../spec/failure.ts';
import { fillTensors, TINY_SPEC } from '../testing/modelfiles.ts';
import { FileShelf } from './fileshelf.ts';

function encode(kept: number): Uint8Array {
  return encodeModel({ spec: TINY_SPEC, tensors: fillTensors(TINY_SPEC, kept) }).bytes;
}

function refusalOf(shelf: FileShelf, file: string): string {
  try {
    shelf.find(file);
  } catch (error) {
    return toFailure(error).code;
  }
  return 'found';
}

describe('the shelf of dissected files', () => {
  it('answers fields by id, and one id for the same bytes', () => {
    const shelf = new FileShelf();
    const { file, anatomy } = shelf.dissect(encode(1));
    expect(shelf.find(file).readFields(0, 0, 3).fields).toHaveLength(anatomy.regions[0]!.fields);
    expect(new FileShelf().dissect(encode(1)).file).toBe(file);
    expect(shelf.dissect(encode(0.5)).file).not.toBe(file);
  });

  it('keeps the files that were used last, and says which it no longer has', () => {
    const shelf = new FileShelf();
    const first = shelf.dissect(encode(0));
    const second = shelf.dissect(encode(0.01));
    for (let i = 2; i < LIMITS.dissectedFiles; i++) shelf.dissect(encode(i / LIMITS.dissectedFiles));
    shelf.find(first.file);
    shelf.dissect(encode(1));
    expect(refusalOf(shelf, first.file)).toBe('found');
    expect(refusalOf(shelf, second.file)).toBe('noFile');
    expect(refusalOf(new FileShelf(), first.file)).toBe('noFile');
  });

  it('keeps nothing of a damaged file', () => {
    const shelf = new FileShelf();
    const damaged = encode(1);
    damaged[40]! ^= 1;
    expect(() => shelf.dissect(damaged)).toThrow('checksum');
  });
});
