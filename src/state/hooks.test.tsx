// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeLab } from '../testing/fakelab.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';
import { setLab } from './current.ts';
import { setReader } from './currentreader.ts';
import {
  useDataset,
  useEngine,
  useEvaluation,
  useGradient,
  useModel,
  useOptimalCentroids,
  usePrediction,
  useRun,
  useSavedRuns,
  useSweep,
  useTestImage,
} from './hooks.ts';
import type { Lab } from './lab.ts';
import { useSettings } from './readerhooks.ts';

/** A limit for a machine that is busy with other things. */
const PATIENCE_MS = 60_000;

let lab: Lab;

beforeEach(() => {
  const fake = createFakeLab({ stepMs: 2 });
  lab = fake.lab;
  setLab(lab);
  setReader(fake.reader);
});

afterEach(() => {
  cleanup();
  setLab(null);
  setReader(null);
});

/** Renders a component that shows what `read` returns as text, and counts its renders. */
function show(read: () => unknown) {
  const counter = { renders: 0 };
  function Probe() {
    counter.renders++;
    return <output>{JSON.stringify(read())}</output>;
  }
  const view = render(<Probe />, { wrapper: StrictMode });
  return { counter, view, getText: getShown };
}

const getShown = () => screen.getByRole('status').textContent;

/** Waits for what is shown, however long a busy machine takes. */
const seeText = (getText: () => string | null, text: string) =>
  waitFor(() => expect(getText()).toBe(text), { timeout: PATIENCE_MS });

const wait = (ms: number) => act(() => new Promise((resolve) => setTimeout(resolve, ms)));

describe('the hooks', () => {
  it('open the engine and tell its status', async () => {
    const { getText } = show(() => useEngine((state) => state.status));
    await seeText(getText, '"ready"');
  });

  it('ask for a data set and follow it', async () => {
    const { getText } = show(() => useDataset('mnist').status);
    await seeText(getText, '"complete"');
    expect(lab.engine.getState().datasets.cifar10.status).toBe('absent');
  });

  it('ask for the gradient of one tensor, anew when the model is another', async () => {
    const model = lab.model('net');
    await act(() => model.getState().actions.loadCheckpoint('lenet-300-100'));
    const query = { tensor: 'fc3/kernel', dataset: 'mnist' as const, examples: 10 };
    const { getText } = show(() => {
      const { status, answer } = useGradient('net', query);
      return [status, answer?.values.length ?? null, answer?.correct ?? null];
    });
    await seeText(getText, '["ready",1000,10]');
    const { snapshot } = model.getState();
    await act(async () => {
      const loading = model.getState().actions.loadSnapshot(snapshot!, null);
      await loading;
    });
    await seeText(getText, '["ready",1000,10]');
  });

  it('ask for the best codebook of an array, once for the same one', async () => {
    const values = Float32Array.of(3, 1, 2);
    const { getText } = show(() => [...(useOptimalCentroids(values, 2).answer?.centroids ?? [])]);
    await seeText(getText, '[1,3]');
  });

  it('follow a run to its end, and render again only when what was selected changes', async () => {
    const { getText, counter } = show(() => useRun('lesson', ({ status }) => ({ status })));
    const before = counter.renders;
    act(() => void lab.run('lesson').getState().actions.start(createTinyRecipe()));
    await seeText(getText, '{"status":"ended"}');
    // queued or starting, running, ended; each twice in strict mode
    expect(counter.renders - before).toBeLessThanOrEqual(10);
  });

  it('show a model, its ledger, and the points of a sweep', async () => {
    const model = show(() => useModel('lesson', ({ status, summary }) => [status, summary?.parameters]));
    act(() => void lab.model('lesson').getState().actions.loadCheckpoint('lenet-300-100'));
    await seeText(model.getText, '["ready",266610]');
    model.view.unmount();
    const sweep = show(() => useSweep('curve', ({ ended, total }) => [ended, total]));
    const item = { key: 'a', group: 'g', x: 0.5, recipe: createTinyRecipe({ stages: [] }) };
    act(() => void lab.sweep('curve').getState().actions.start([item]));
    await seeText(sweep.getText, '[1,1]');
  });

  it('never show an evaluation under another level than its own', async () => {
    const seen: [number, number][] = [];
    function Probe({ sparsity }: { sparsity: number }) {
      const { answer } = useEvaluation('lesson', {
        dataset: 'mnist',
        examples: 1000,
        stages: [{ kind: 'prune', sparsity }],
      });
      if (answer !== null) seen.push([sparsity, answer.error]);
      return <output>{answer?.wrong ?? 'pending'}</output>;
    }
    const view = render(<Probe sparsity={0} />, { wrapper: StrictMode });
    act(() => void lab.model('lesson').getState().actions.loadCheckpoint('lenet-300-100'));
    for (let i = 0; i <= 20; i++) {
      view.rerender(<Probe sparsity={i / 21} />);
      await wait(i % 3);
    }
    await waitFor(() => expect(seen.at(-1)?.[0]).toBe(20 / 21), { timeout: PATIENCE_MS });
    for (const [sparsity, error] of seen) expect(error).toBeCloseTo(0.02 + 0.5 * sparsity ** 4, 9);
  });

  it('predict an image, and forget it when it is gone', async () => {
    lab.model('a').getState().actions.loadCheckpoint('lenet-300-100');
    const pixels = new Uint8Array(784);
    function Probe({ image }: { image: Uint8Array | null }) {
      const { a, b } = usePrediction(['a', 'b'], image);
      return <output>{`${a?.status} ${a?.answer?.length} ${b?.status}`}</output>;
    }
    const view = render(<Probe image={pixels} />, { wrapper: StrictMode });
    await seeText(getShown, 'ready 10 idle');
    view.rerender(<Probe image={null} />);
    await seeText(getShown, 'idle undefined idle');
  });

  it('fetch a test image', async () => {
    const { getText } = show(() => useTestImage('mnist', 7).answer?.label);
    await seeText(getText, '7');
  });

  it('change settings', async () => {
    const { getText } = show(() => useSettings()[0]);
    act(() => lab.settings.change({ theme: 'dark' }));
    expect(getText()).toContain('"theme":"dark"');
  });

  it('list saved runs', async () => {
    const { getText } = show(() => useSavedRuns().runs.length);
    act(
      () =>
        void lab
          .run('a')
          .getState()
          .actions.start(createTinyRecipe({ stages: [] })),
    );
    await seeText(getText, '1');
  });
});
