/**
 * What did the method of each lesson buy? The reader's own newest run of the lesson says it where there is
 * one whose file got smaller, else the results that the lesson's text quotes.
 */
import { useEffect, useState } from 'react';
import { estimateEnergy, sumEnergy } from '../../math/energy.ts';
import type { Ledger } from '../../protocol/ledger.ts';
import { useSavedRuns } from '../../state/hooks.ts';
import type { SavedRunSummary } from '../../state/savedstate.ts';
import { type LessonMeta, MEASURES, type Measure } from '../../ui/lesson/meta.ts';
import { toLessonNumber } from '../lessons/number.ts';
import { LESSONS, loadResults } from '../lessons/registry.ts';

export interface Change {
  /** Null where only the result is known. */
  readonly before: number | null;
  readonly after: number;
}

export interface Gain {
  /** When the reader's run ended, in milliseconds since 1970; null for the lab's own. */
  readonly ranAt: number | null;
  /** Images behind `wrong`; null where it is not known. */
  readonly tested: number | null;
  readonly changes: { readonly [M in Measure]: Change | null };
}

type Results = Readonly<Record<string, number>>;

/** By slug; a lesson of which nothing is known yet is missing. */
export function useGains(): Readonly<Record<string, Gain>> {
  const runs = useSavedRuns(({ runs: saved }) => saved);
  const results = useResults();
  return Object.fromEntries(
    LESSONS.flatMap((meta) => {
      const gain = findOwn(meta.slug, runs) ?? toLabGain(meta, results[meta.slug]);
      return gain === null ? [] : [[meta.slug, gain]];
    }),
  );
}

function useResults(): Readonly<Record<string, Results>> {
  const [results, setResults] = useState<Readonly<Record<string, Results>>>({});
  useEffect(() => {
    let isWanted = true;
    for (const { slug } of LESSONS) {
      loadResults(slug).then(
        (found) => {
          if (isWanted && found !== null) setResults((before) => ({ ...before, [slug]: found }));
        },
        () => {}, // without a network its place stays unmeasured
      );
    }
    return () => {
      isWanted = false;
    };
  }, []);
  return results;
}

export function toLabGain({ gain }: LessonMeta, results: Results | undefined): Gain | null {
  if (gain === undefined || results === undefined) return null;
  const changes = MEASURES.map((measure): [Measure, Change | null] => {
    const [before, after] = gain.keys[measure] ?? [];
    const isKnown = before !== undefined && after !== undefined;
    return [measure, isKnown ? { before: results[before] ?? null, after: results[after]! } : null];
  });
  return {
    ranAt: null,
    tested: results.tested ?? null,
    changes: Object.fromEntries(changes) as Gain['changes'],
  };
}

/**
 * The newest of the reader's runs of a lesson that made a file smaller. Runs are named after their lesson:
 * `lesson-03-pipeline`.
 */
export function findOwn(slug: string, runs: readonly SavedRunSummary[]): Gain | null {
  const prefix = `lesson-${toLessonNumber(slug)}-`;
  const run = runs.find(
    ({ name, ledger }) => name.startsWith(prefix) && ledger.fileBytes < ledger.denseFileBytes,
  );
  return run === undefined
    ? null
    : { ranAt: run.savedAt, tested: run.ledger.tested, changes: toChanges(run.ledger) };
}

function toChanges(ledger: Ledger): Gain['changes'] {
  const { fileBytes, denseFileBytes, wrong, latencyMs, speed, energy, macs } = ledger;
  // A clock that is too coarse says 0.
  const isTimed = speed !== undefined && latencyMs.median > 0 && speed.best.median > 0;
  return {
    fileBytes: { before: denseFileBytes, after: fileBytes },
    latencyMs: isTimed ? { before: latencyMs.median, after: speed.best.median } : null,
    energyPj: energy ? { before: toDensePj(macs, denseFileBytes), after: sumEnergy(energy) } : null,
    wrong: { before: null, after: wrong },
  };
}

/** With every weight, as floating-point numbers. */
function toDensePj(macs: number, fileBytes: number): number {
  return sumEnergy(estimateEnergy([{ macs, kind: 'float32' }], fileBytes));
}
