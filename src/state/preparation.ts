/**
 * Is the data still being prepared? While the lab is served from a fresh checkout, the preparation tool
 * writes how far it is; the page reads that every few seconds until it is done. A built site has its data
 * from the start and asks nothing.
 */
import { DATASET_NAMES, type DatasetName } from '../spec/datasets.ts';
import type { Preparation } from '../spec/preparation.ts';

/** How often to ask. */
const ASK_EVERY_MS = 2500;
/** A preparation that has not renewed its file for this long was ended. */
const ENDED_AFTER_MS = 15_000;

export type PreparationState =
  | { readonly kind: 'unknown' | 'ready' }
  | { readonly kind: 'going'; readonly fraction: number | null }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly message: string };

/** What a progress file says at a moment. Foreign content is unknown. */
export function judgePreparation(content: unknown, nowMs: number): PreparationState {
  const { state, done, total, updatedAt, message } = (content ?? {}) as Partial<Preparation>;
  if (state === 'ready') return { kind: 'ready' };
  if (state === 'failed') return { kind: 'failed', message: String(message ?? '') };
  if (typeof updatedAt !== 'number' || typeof done !== 'number' || typeof total !== 'number') {
    return { kind: 'unknown' };
  }
  if (nowMs - updatedAt > ENDED_AFTER_MS) return { kind: 'ended' };
  return { kind: 'going', fraction: state === 'writing' && total > 0 ? Math.min(1, done / total) : null };
}

/**
 * Tells `listener` how each data set stands until it is ready. One whose state is unknown is asked about
 * again only while it is missed.
 */
export function watchPreparations(
  listener: (dataset: DatasetName, state: PreparationState) => void,
  isMissed: (dataset: DatasetName) => boolean,
): () => void {
  const open = new Set<DatasetName>(DATASET_NAMES);
  const unknown = new Set<DatasetName>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const ask = async () => {
    for (const dataset of open) {
      if (unknown.has(dataset) && !isMissed(dataset)) continue;
      const state = await readPreparation(dataset);
      if (isStopped) return;
      listener(dataset, state);
      if (state.kind === 'ready') open.delete(dataset);
      if (state.kind === 'unknown') unknown.add(dataset);
      else unknown.delete(dataset);
    }
    if (open.size > 0) timer = setTimeout(ask, ASK_EVERY_MS);
  };
  void ask();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

async function readPreparation(dataset: DatasetName): Promise<PreparationState> {
  try {
    const response = await fetch(new URL(`data/${dataset}.progress.json`, document.baseURI), {
      cache: 'no-store',
    });
    return response.ok ? judgePreparation(await response.json(), Date.now()) : { kind: 'unknown' };
  } catch {
    // Half-written or out of reach for a moment; the next answer will tell.
    return { kind: 'ended' };
  }
}
