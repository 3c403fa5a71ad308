// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { setLab } from '../../src/state/current.ts';
import { createFakeLab } from '../../src/testing/fakelab.ts';
import { createSweepItems } from '../../src/testing/sweepitems.ts';
import { useSweepPoints } from './sweeps.ts';

afterEach(() => {
  cleanup();
  setLab(null);
  vi.useRealTimers();
});

it('counts a curve as finished when its own points are, and fills in no point twice', async () => {
  vi.useFakeTimers();
  const { lab } = createFakeLab({ stepMs: 1 });
  setLab(lab);
  const [own, others] = [createSweepItems([0.2, 0.5]), createSweepItems([0.9])];
  const { result, rerender } = renderHook(({ items }) => useSweepPoints('curve', items), {
    initialProps: { items: own },
  });
  expect(result.current).toMatchObject({ isWhole: false, hasPoints: false, progress: 0 });
  act(() => result.current.start());
  await act(() => vi.advanceTimersByTimeAsync(2000));
  expect(result.current).toMatchObject({ isWhole: true, isLive: false, progress: 1 });
  const first = result.current.ledgers.get('layer 0.2');
  // Another figure of the same sweep asks for one more.
  rerender({ items: others });
  expect(result.current.isWhole).toBe(false);
  act(() => result.current.start());
  await act(() => vi.advanceTimersByTimeAsync(2000));
  rerender({ items: own });
  expect(result.current.isWhole).toBe(true);
  expect(result.current.ledgers.get('layer 0.2')).toBe(first);
});

it('says why a point could not be measured', async () => {
  vi.useFakeTimers();
  const { lab } = createFakeLab({
    stepMs: 1,
    intercept: (request) =>
      request.kind === 'start' && JSON.stringify(request.recipe).includes('0.5')
        ? 'too large a rate'
        : undefined,
  });
  setLab(lab);
  const items = createSweepItems([0.2, 0.5]);
  const { result } = renderHook(() => useSweepPoints('curve', items));
  expect(result.current.failure).toBeNull();
  act(() => result.current.start());
  await act(() => vi.advanceTimersByTimeAsync(2000));
  expect(result.current).toMatchObject({ isLive: false, isWhole: false, hasPoints: true });
  expect(result.current.failure?.message).toBe('too large a rate');
});
