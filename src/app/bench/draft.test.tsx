// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTranslation } from '../language/i18n.ts';
import { useRecipeDraft } from './draft.ts';
import { EXAMPLE } from './edit.ts';

afterEach(cleanup);
startTranslation('en');

let drafts = 0;

function open() {
  const onUse = vi.fn();
  const key = `draft-${drafts++}`;
  const { result } = renderHook(() => useRecipeDraft(key, EXAMPLE, onUse));
  const edit = (text: string) => act(() => result.current.edit(text));
  return { result, onUse, edit };
}

const other = JSON.stringify({ ...EXAMPLE, seed: 7 });

describe('a recipe’s text that is being edited', () => {
  it('is what runs, from the moment that it is used', () => {
    const { result, onUse, edit } = open();
    expect(result.current.use()).toBe(EXAMPLE);
    edit(`\uFEFF${other}`);
    expect(result.current.state).toBe('open');
    let used: unknown;
    act(() => {
      used = result.current.use();
    });
    expect(used).toMatchObject({ seed: 7 });
    expect(onUse).toHaveBeenCalledWith(used);
    expect(result.current.state).toBe('none');
  });

  it('runs nothing where it is refused, says why, and stays', () => {
    const { result, onUse, edit } = open();
    edit(other.replace('"seed":7', '"seed":-1'));
    let used: unknown;
    act(() => {
      used = result.current.use();
    });
    expect(used).toBeNull();
    expect(onUse).not.toHaveBeenCalled();
    expect(result.current.problem).toMatch(/seed/i);
    expect(result.current.text).toContain('-1');
  });

  it('is laid aside when the form changes, can be taken back, and goes when it is discarded', () => {
    const { result, edit } = open();
    edit(other);
    act(() => result.current.layAside());
    expect(result.current.state).toBe('aside');
    expect(JSON.parse(result.current.text)).toEqual(EXAMPLE);
    act(() => result.current.takeBack());
    expect(result.current.text).toBe(other);
    act(() => result.current.discard());
    expect(result.current.state).toBe('none');
    expect(JSON.parse(result.current.text)).toEqual(EXAMPLE);
  });
});
