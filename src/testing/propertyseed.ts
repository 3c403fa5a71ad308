/**
 * The random cases of the property tests: the same ones on every run, so that a change is judged by its own
 * doing. To look for new ones, `FAST_CHECK_SEED=12345 npx vitest run`; a failure prints the seed that repeats
 * it.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_151_001) });
