import type { BeatMeta } from '../../ui/lesson/meta.ts';

/** The beat that a link names, or the first. */
export function findBeat(beats: readonly BeatMeta[], id: string | undefined): string {
  return (beats.find((each) => each.id === id) ?? beats[0])?.id ?? '';
}

/** The beat before or after another; null at either end. */
export function findNeighbour(beats: readonly BeatMeta[], id: string, by: 1 | -1): string | null {
  return beats[beats.findIndex((each) => each.id === id) + by]?.id ?? null;
}
