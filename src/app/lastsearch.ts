/**
 * How did the reader leave a page? Its own parameters, for as long as the tab is open: a menu's link leads
 * back to what was set there. A link from elsewhere, and the browser's own way back, say it themselves.
 */
import { useSyncExternalStore } from 'react';
import type { LabSearch } from './search.ts';

const NOTHING: LabSearch = {};
const left = new Map<string, LabSearch>();
const listeners = new Set<() => void>();

/** @param path "/bench", "/lessons/01-magnitude-pruning" */
export function leavePage(path: string, search: LabSearch): void {
  left.set(path, search);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What a link to the page says, so that it opens as it was left. */
export function useLeftSearch(path: string): LabSearch {
  return useSyncExternalStore(subscribe, () => left.get(path) ?? NOTHING);
}

export function toLessonPath(slug: string): string {
  return `/lessons/${slug}`;
}
