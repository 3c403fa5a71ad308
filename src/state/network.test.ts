import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFakeLab } from '../testing/fakelab.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('goes on with a run that lost the network, when that is back, and with no other', async () => {
  let comeBack: () => void = () => {};
  const { lab, engine } = createFakeLab({
    network: {
      isOnline: () => false,
      onOnline: (listener) => {
        comeBack = listener;
        return () => {};
      },
    },
  });
  const start = (name: string) => lab.run(name).getState().actions.start(createTinyRecipe());
  const fail = async (name: string, code: 'dataUnreachable' | 'dataMissing') => {
    await start(name);
    await vi.advanceTimersByTimeAsync(30);
    const request = engine.current.received.findLast(({ kind }) => kind === 'start') as { runId: number };
    const failure = { code, values: {}, message: 'gone' };
    engine.current.say({ kind: 'runFailed', runId: request.runId, reason: 'data', ...failure });
    await vi.advanceTimersByTimeAsync(30);
    expect(lab.run(name).getState().status).toBe('failed');
  };
  await fail('broken', 'dataMissing');
  await fail('away', 'dataUnreachable');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lab.run('away').getState().status).toBe('failed');
  comeBack();
  await vi.advanceTimersByTimeAsync(2000);
  expect(lab.run('away').getState().status).toBe('ended');
  expect(lab.run('broken').getState().status).toBe('failed');
});
