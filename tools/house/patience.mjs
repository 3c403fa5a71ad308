/**
 * How long tests wait for a state before they call it missing. A test that passes never waits this long; the
 * limits only end one that hangs, so they leave room for a machine that ten other programs keep busy.
 */

/** For the page, or a promise, to reach a state that needs no training. */
export const STATE_MS = 120_000;

/** For what a test trains or times: minutes of work on a busy machine. */
export const RUN_MS = 400_000;

/** For a test or a hook as a whole. */
export const TEST_MS = 900_000;

/** For all end-to-end tests together. */
export const SUITE_MS = 4 * 3_600_000;
