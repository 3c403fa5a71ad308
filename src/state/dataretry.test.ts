import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createAsker } from './asker.ts';
import { askAgainOnData } from './dataretry.ts';
import { type EngineState, NO_DATASETS } from './enginestate.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a question whose data is not there', () => {
  it('is asked again when the data has arrived, and not before', async () => {
    const engine = createStore(() => ({ datasets: NO_DATASETS }) as unknown as EngineState);
    const set = (status: 'loading' | 'ready' | 'failed') =>
      engine.setState({ datasets: { ...NO_DATASETS, cifar10: { ...NO_DATASETS.cifar10, status } } });
    let isThere = false;
    let asked = 0;
    const asker = askAgainOnData(
      createAsker<number, string>({
        toKey: String,
        answer: async (question) => {
          asked++;
          if (!isThere) throw new Error('the data is missing');
          return `answer ${question}`;
        },
      }),
      engine,
    );
    const unsubscribe = asker.subscribe(() => {});
    asker.ask(7);
    await settled();
    expect(asker.getState().status).toBe('failed');
    set('failed');
    set('loading');
    await settled();
    expect(asked).toBe(1);
    isThere = true;
    set('ready');
    await settled();
    expect(asker.getState()).toMatchObject({ status: 'ready', answer: 'answer 7' });
    unsubscribe();
    set('loading');
    set('ready');
    await settled();
    expect(asked).toBe(2);
  });
});
