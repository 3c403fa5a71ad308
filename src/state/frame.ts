/**
 * How do stores keep up with the engine without wearing out the page? Changes wait for the next animation
 * frame and are published together. Hidden tabs have no frames, so a timer stands in.
 */

const HIDDEN_MS = 250;

/**
 * Returns a function that asks for `publish` to be called once, soon. `flush` calls it at once if it is due.
 */
export function createFrameTask(publish: () => void): { request: () => void; flush: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame: number | undefined;
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    if (frame !== undefined) globalThis.cancelAnimationFrame?.(frame);
    timer = undefined;
    frame = undefined;
    publish();
  };
  const request = () => {
    if (timer !== undefined) return;
    timer = setTimeout(flush, HIDDEN_MS);
    frame = globalThis.requestAnimationFrame?.(flush);
  };
  return { request, flush };
}
