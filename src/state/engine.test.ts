import { describe, expect, it, vi } from 'vitest';
import { createFakeLab, type FakeLabOptions } from '../testing/fakelab.ts';

async function openLab(options: FakeLabOptions = {}) {
  const { lab, engine } = createFakeLab(options);
  const { open, measurePace } = lab.engine.getState().actions;
  const whenReady = () =>
    new Promise<void>((resolve) => {
      const stop = lab.engine.subscribe(({ status }) => {
        if (status !== 'ready') return;
        stop();
        resolve();
      });
    });
  const ready = whenReady();
  open();
  await ready;
  const asked = () => engine.current.received.filter(({ kind }) => kind === 'measurePace').length;
  return { lab, measurePace, whenReady, asked };
}

/** A limit for a machine that is busy with other things. */
const PATIENCE_MS = 60_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the pace of the engine', () => {
  it('is measured when asked for, once at a time', async () => {
    const { lab, measurePace, asked } = await openLab({ answerMs: 20 });
    expect(lab.engine.getState().pace).toBeNull();
    measurePace();
    measurePace();
    await vi.waitFor(
      () => expect(lab.engine.getState().pace).toMatchObject({ imagesPerSecond: 1000, roofGflops: 40 }),
      PATIENCE_MS,
    );
    expect(asked()).toBe(1);
    await vi.waitFor(() => {
      measurePace();
      expect(asked()).toBe(2);
    }, PATIENCE_MS);
    lab.close();
  });

  it('is forgotten with the backend that it was measured on', async () => {
    const { lab, measurePace, whenReady } = await openLab();
    measurePace();
    await vi.waitFor(() => expect(lab.engine.getState().pace).not.toBeNull(), PATIENCE_MS);
    const ready = whenReady();
    lab.settings.change({ backend: 'webgl' });
    await ready;
    expect(lab.engine.getState().pace).toBeNull();
    lab.close();
  });

  it('stays unknown where the engine refuses', async () => {
    const { lab, measurePace } = await openLab({
      intercept: ({ kind }) => (kind === 'measurePace' ? 'not now' : undefined),
    });
    measurePace();
    await wait(50);
    expect(lab.engine.getState()).toMatchObject({ status: 'ready', pace: null });
    lab.close();
  });
});
