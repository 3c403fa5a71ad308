import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackendName } from '../protocol/backends.ts';
import { MODEL_ZOO } from '../spec/zoo.ts';
import { FakeCalibrators, type FakeCandidate } from '../testing/fakecalibrator.ts';
import { LIMITS_AT_START, LIMITS_ON_REQUEST, raceEngines } from './enginerace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(
  candidates: Partial<Record<BackendName, FakeCandidate>>,
  adapters?: ConstructorParameters<typeof FakeCalibrators>[1],
  limits = LIMITS_AT_START,
) {
  const calibrators = new FakeCalibrators(candidates, adapters);
  const abort = new AbortController();
  const race = raceEngines({
    spawn: calibrators.spawn,
    adapters: calibrators.adapters,
    spec: MODEL_ZOO['lenet-5'],
    workers: 2,
    wasmPath: '/wasm/',
    limits,
    signal: abort.signal,
  });
  const kinds = async () => (await race).results.map(({ outcome }) => outcome.kind);
  return { calibrators, abort, race, kinds };
}

describe('the comparison of engines', () => {
  it('opens every candidate, times it, and ends its worker', async () => {
    const { race, calibrators } = start({
      wasm: { imagesPerSecond: 3000 },
      webgpu: { imagesPerSecond: 9000 },
      webgl: { imagesPerSecond: 200 },
    });
    await vi.runAllTimersAsync();
    const { results, measuredMs } = await race;
    expect(
      results.map(({ backend, outcome }) => [
        backend,
        'imagesPerSecond' in outcome && outcome.imagesPerSecond,
      ]),
    ).toEqual([
      ['wasm', 3000],
      ['webgpu', 9000],
      ['webgl', 200],
    ]);
    expect(measuredMs).toBeLessThan(500);
    expect(calibrators.alive).toBe(0);
  });

  it('takes less than half a second to time them, however slow one is, and leaves out who was late', async () => {
    const { race, kinds, calibrators } = start({ webgpu: { lateMs: 60_000 } });
    await vi.runAllTimersAsync();
    expect((await race).measuredMs).toBeLessThan(500);
    expect(await kinds()).toEqual(['measured', 'unfinished', 'unfinished']);
    expect((await race).results[1]!.outcome).toEqual({
      kind: 'unfinished',
      phase: 'measuring',
      limitMs: 500,
    });
    expect(calibrators.alive).toBe(0);
  });

  it('times them in turns and counts the best of each, so that a moment of disturbance decides nothing', async () => {
    const { race } = start({
      wasm: { imagesPerSecond: [200, 3000, 2900] },
      webgl: { imagesPerSecond: [900, 950, 100] },
    });
    await vi.runAllTimersAsync();
    const { results, measuredMs } = await race;
    expect(results[0]!.outcome).toMatchObject({ imagesPerSecond: 3000 });
    expect(results[2]!.outcome).toMatchObject({ imagesPerSecond: 950 });
    expect(measuredMs).toBeLessThan(500);
  });

  it('keeps what was measured of one whose later turn is late', async () => {
    const { race, kinds } = start({ webgpu: { lateMs: 250, imagesPerSecond: 700 } });
    await vi.runAllTimersAsync();
    expect((await race).results[1]!.outcome).toMatchObject({ kind: 'measured', imagesPerSecond: 700 });
    expect(await kinds()).toEqual(['measured', 'measured', 'measured']);
    expect((await race).measuredMs).toBeLessThan(500);
  });

  it('does not wait for one that is slow to open, nor does that cost the others their time', async () => {
    const { race, kinds } = start({ webgpu: { openMs: 60_000 } });
    await vi.runAllTimersAsync();
    expect(await kinds()).toEqual(['measured', 'unfinished', 'measured']);
    expect((await race).results[1]!.outcome).toMatchObject({ phase: 'opening', limitMs: 2500 });
    expect((await race).openedMs).toBeLessThan(2600);
  });

  it('tells one that has passed the self-test but was slow to train at first from one that was not open', async () => {
    const { race } = start({ webgpu: { openMs: 1000, warmUpMs: 2000 } });
    await vi.runAllTimersAsync();
    expect((await race).results[1]!.outcome).toMatchObject({ phase: 'warmingUp', limitMs: 2500 });
    expect((await race).openedMs).toBeLessThan(2600);
  });

  it('times nobody who fails the self-test, and says by how much it failed', async () => {
    const { race, calibrators } = start({ webgl: { error: '1.0e-1', imagesPerSecond: 1e6 } });
    await vi.runAllTimersAsync();
    expect((await race).results[2]!.outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'selfTestFailed', values: { backend: 'webgl', error: '1.0e-1' } },
    });
    expect(calibrators.received.filter(({ kind }) => kind === 'measure')).toHaveLength(2 * 3);
  });

  it('opens nothing that the browser does not have', async () => {
    const { kinds, calibrators } = start({}, { webgl: null, webgpu: null });
    await vi.runAllTimersAsync();
    expect(await kinds()).toEqual(['measured', 'absent', 'absent']);
    expect(calibrators.received.map(({ kind }) => kind)).toEqual([
      'open',
      'warmUp',
      'measure',
      'measure',
      'measure',
    ]);
  });

  it('opens a processor that plays the graphics card only when it is asked for', async () => {
    const software = { webgl: 'llvmpipe (LLVM 15.0.7, 256 bits)', webgpu: 'a card' };
    const unasked = start({}, software);
    const asked = start({}, software, LIMITS_ON_REQUEST);
    await vi.runAllTimersAsync();
    expect(await unasked.kinds()).toEqual(['measured', 'measured', 'postponed']);
    expect(await asked.kinds()).toEqual(['measured', 'measured', 'measured']);
  });

  it('ends every worker when it is given up', async () => {
    const { race, abort, calibrators } = start({ webgpu: { openMs: 1000 } });
    const rejected = expect(race).rejects.toThrow('a run has begun');
    await vi.advanceTimersByTimeAsync(100);
    expect(calibrators.alive).toBe(2);
    abort.abort(new Error('a run has begun'));
    await rejected;
    expect(calibrators.alive).toBe(0);
  });
});
