import { describe, expect, it } from 'vitest';
import { toMirrorChange, toShared } from './useMirror.ts';

describe("the state of the wall's window and the speaker's", () => {
  it('leaves out what each window has of its own', () => {
    expect(toShared({ present: 'on', lang: 'zh', theme: 'projector', beat: 'cut', level: '0.9' })).toBe(
      '?beat=cut&level=0.9',
    );
    expect(toShared({ present: 'notes' })).toBe('');
  });

  it('is taken over whole, with what is no longer there', () => {
    const search = { present: 'notes', lang: 'en', beat: 'cut', level: '0.9' } as const;
    const change = toMirrorChange(search, '?beat=left&revealed=cut');
    expect(change).toEqual({ level: undefined, beat: 'left', revealed: 'cut' });
    expect(toShared({ ...search, ...change })).toBe('?beat=left&revealed=cut');
    expect(toMirrorChange(search, '')).toEqual({ beat: undefined, level: undefined });
  });
});
