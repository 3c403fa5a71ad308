import { describe, expect, it } from 'vitest';
import { type CandidateOutcome, type CandidateResult, chooseEngine } from './enginechoice.ts';

const measured = (imagesPerSecond: number): CandidateOutcome => ({
  kind: 'measured',
  imagesPerSecond,
  selfTestError: 1e-7,
});
const absent: CandidateOutcome = { kind: 'absent' };

function compare(wasm: CandidateOutcome, webgpu: CandidateOutcome, webgl: CandidateOutcome) {
  return Object.entries({ wasm, webgpu, webgl }).map(
    ([backend, outcome]) => ({ backend, adapter: null, outcome }) as CandidateResult,
  );
}

describe('the choice of the engine', () => {
  it('is the bit-exact one by default, however fast another is', () => {
    expect(chooseEngine('wasm', compare(measured(10), measured(1000), measured(500)))).toBe('wasm');
  });

  it('is the one that the reader names, whatever was measured', () => {
    expect(chooseEngine('webgl', compare(measured(10), measured(1000), absent))).toBe('webgl');
    expect(chooseEngine('cpu', [])).toBe('cpu');
  });

  it('is the fastest of those that were timed, where the reader wants that', () => {
    expect(chooseEngine('fastest', compare(measured(10), measured(1000), measured(500)))).toBe('webgpu');
    expect(chooseEngine('fastest', compare(measured(10), measured(5), measured(500)))).toBe('webgl');
    expect(chooseEngine('fastest', compare(measured(10), measured(9), measured(8)))).toBe('wasm');
  });

  it('is bit-exact among equals, and where nothing is known', () => {
    expect(chooseEngine('fastest', compare(measured(10), measured(10), absent))).toBe('wasm');
    expect(chooseEngine('fastest', [])).toBe('wasm');
  });

  it('leaves out whoever failed, was late or was lost, and needs the bit-exact one to compare with', () => {
    const failure = { code: 'unknown', values: {}, message: 'no' } as const;
    const late: CandidateOutcome = { kind: 'unfinished', phase: 'measuring', limitMs: 500 };
    expect(chooseEngine('fastest', compare(measured(10), { kind: 'failed', failure }, late))).toBe('wasm');
    expect(chooseEngine('fastest', compare(measured(10), { kind: 'lost' }, measured(20)))).toBe('webgl');
    expect(chooseEngine('fastest', compare(late, measured(20), measured(30)))).toBe('wasm');
  });
});
