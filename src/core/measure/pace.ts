/**
 * How long does a quick thing take? A browser's clock ticks every 0.1 ms or even less often, and a small layer is done sooner than that. So
 * a sample is the mean over as many calls in a row as take a while.
 */

/** Of so many samples the shortest counts: whatever else the machine does only ever adds. */
const SAMPLES = 3;

/** Milliseconds of one call, and how many in a row take `atLeastMs`; the first calls warm up. */
export function findPace(run: () => void, atLeastMs: number): { ms: number; calls: number } {
  run();
  let calls = 1;
  let ms = timeCalls(run, calls);
  for (; ms * calls < atLeastMs; ms = timeCalls(run, calls)) calls *= 2;
  for (let sample = 1; sample < SAMPLES; sample++) ms = Math.min(ms, timeCalls(run, calls));
  return { ms, calls };
}

/** Milliseconds of one call, over so many in a row. */
export function timeCalls(run: () => void, calls: number): number {
  const start = performance.now();
  for (let call = 0; call < calls; call++) run();
  return (performance.now() - start) / calls;
}
