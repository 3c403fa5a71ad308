import { describe, expect, it, vi } from 'vitest';
import { createLessonStore } from './keep.ts';
import { numberParam } from './params.ts';

const level = numberParam({ initial: 0.5, min: 0, max: 1 });

describe('the lesson store', () => {
  it('takes a tied value from the link, in range, and says when it was not', () => {
    const onClamped = vi.fn();
    const store = createLessonStore({ sparsity: '7' }, onClamped);
    store.tie('sparsity', level);
    expect(store.get('sparsity')).toBe(1);
    expect(onClamped).toHaveBeenCalledWith('sparsity', '7', '1', undefined);
  });

  it('writes only what differs from the initial value', () => {
    const store = createLessonStore();
    store.tie('a', level);
    store.tie('b', level);
    store.set('a', 0.25);
    expect(store.toParams()).toEqual({ a: '0.25', b: undefined });
  });

  it('follows a link that changed under the page, and not its own writing', () => {
    const store = createLessonStore();
    store.tie('a', level);
    const listener = vi.fn();
    store.subscribe(listener);
    store.set('a', 0.25);
    store.follow({ a: '0.25' });
    expect(listener).toHaveBeenCalledTimes(1);
    store.follow({});
    expect(store.get('a')).toBe(0.5);
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('goes back to how the lesson began', () => {
    const store = createLessonStore({ a: '0.75' });
    store.tie('a', level);
    store.set('guess', 3);
    store.reset();
    expect(store.get('a')).toBe(0.5);
    expect(store.has('guess')).toBe(false);
  });

  it('keeps values that are not tied out of the link', () => {
    const store = createLessonStore();
    store.set('guess', 3);
    expect(store.toParams()).toEqual({});
    expect(store.get('guess')).toBe(3);
  });
});
