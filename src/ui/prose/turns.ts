/**
 * Who is drawn next? A lesson has a dozen figures, and all at once they would hold the page for a quarter of
 * a second. They take turns instead, a task each, the one nearest to the window first; between two turns the
 * page answers.
 */

interface Waiting {
  /** Pixels from the window's middle; asked anew before each turn. */
  readonly toDistance: () => number;
  readonly run: () => void;
}

const waiting = new Set<Waiting>();
let isScheduled = false;

/**
 * Runs `run` in a task of its own when the others that are nearer have had theirs; the returned function
 * gives the turn up.
 */
export function takeTurn(toDistance: () => number, run: () => void): () => void {
  const entry: Waiting = { toDistance, run };
  waiting.add(entry);
  schedule();
  return () => waiting.delete(entry);
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  setTimeout(() => {
    isScheduled = false;
    const distances = [...waiting].map((entry) => ({ entry, distance: entry.toDistance() }));
    const [first, ...others] = distances;
    if (first === undefined) return;
    const next = others.reduce((near, each) => (each.distance < near.distance ? each : near), first).entry;
    waiting.delete(next);
    next.run();
    if (waiting.size > 0) schedule();
  });
}
