import { describe, expect, it } from 'vitest';
import { createSettings } from './settings.ts';

function createMemory(text?: string) {
  let kept = text ?? null;
  const setItem = (_: string, next: string) => {
    kept = next;
  };
  return { getItem: () => kept, setItem };
}

const FRESH = {
  theme: 'system',
  language: 'en',
  backend: 'wasm',
  workers: 'auto',
  givesWay: false,
  keepMegabytes: 256,
};

describe('settings', () => {
  it('begin with the browser language and survive a reload', () => {
    const storage = createMemory();
    const first = createSettings({ storage, languages: ['zh-TW', 'en'] });
    expect(first.store.getState()).toEqual({ ...FRESH, language: 'zh' });
    first.change({ theme: 'projector', language: 'en' });
    const second = createSettings({ storage, languages: ['zh-TW'] });
    expect(second.store.getState()).toEqual({ ...FRESH, theme: 'projector' });
  });

  it('ignore what they do not know', () => {
    for (const text of [
      '{',
      'null',
      '7',
      '{"theme":"neon","language":[],"workers":3,"givesWay":1,"backend":"webgl","keepMegabytes":3,"x":1}',
    ]) {
      const { store } = createSettings({ storage: createMemory(text), languages: ['en-GB'] });
      const backend = text.includes('webgl') ? 'webgl' : 'wasm';
      expect(store.getState()).toEqual({ ...FRESH, backend });
    }
  });

  it('hold for the page where the browser refuses to keep them', () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const { store, change } = createSettings({
      storage: { getItem: refuse, setItem: refuse },
      languages: [],
    });
    change({ theme: 'dark' });
    expect(store.getState().theme).toBe('dark');
  });

  it('follow another tab', () => {
    const storage = createMemory();
    let tell = () => {};
    const { store } = createSettings({
      storage,
      languages: ['en'],
      onOtherTab: (listener) => {
        tell = listener;
        return () => {};
      },
    });
    storage.setItem('', '{"theme":"dark"}');
    tell();
    expect(store.getState().theme).toBe('dark');
  });
});
