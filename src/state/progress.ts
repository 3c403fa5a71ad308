/**
 * Keeps how far the reader has come in the lessons: in localStorage as one JSON text, since it is a few
 * hundred bytes that the first picture of the home page needs. What another tab has written is read before
 * every write, so neither loses what the other did.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type LessonProgress,
  NO_PROGRESS,
  type Progress,
  STEP_KINDS,
  type StepKind,
} from './progressstate.ts';
import type { SettingsSource } from './settings.ts';

const KEY = 'featherweight-progress';

/** Longest list that is kept of one kind; no lesson has as many beats. */
const MOST_IDS = 100;

export interface ProgressController {
  readonly store: StoreApi<Progress>;
  /** Notes that something was done. Doing it again changes nothing. */
  note(slug: string, kind: StepKind, id: string): void;
  forget(): void;
  close(): void;
}

export function createProgress({
  storage,
  onOtherTab,
}: Pick<SettingsSource, 'storage' | 'onOtherTab'>): ProgressController {
  const read = (): Progress => {
    try {
      return toKnown(JSON.parse(storage?.getItem(KEY) ?? '{}'));
    } catch {
      return {}; // unreadable, or not ours
    }
  };
  const write = (progress: Progress) => {
    store.setState(progress, true);
    try {
      storage?.setItem(KEY, JSON.stringify(progress));
    } catch {
      // Full or forbidden: it holds until the page is closed.
    }
  };
  const store = createStore<Progress>(read);
  const stop = onOtherTab?.(() => store.setState(read(), true));
  return {
    store,
    note(slug, kind, id) {
      if (store.getState()[slug]?.[kind].includes(id)) return;
      const progress = join(read(), store.getState());
      const lesson = progress[slug] ?? NO_PROGRESS;
      write({ ...progress, [slug]: { ...lesson, [kind]: joinIds(lesson[kind], [id]) } });
    },
    forget: () => write({}),
    close: () => stop?.(),
  };
}

function joinIds(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second])].slice(0, MOST_IDS);
}

function join(first: Progress, second: Progress): Progress {
  const slugs = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries(
    [...slugs].map((slug) => {
      const [one, other] = [first[slug] ?? NO_PROGRESS, second[slug] ?? NO_PROGRESS];
      return [slug, mapKinds((kind) => joinIds(one[kind], other[kind]))];
    }),
  );
}

function mapKinds(toIds: (kind: StepKind) => readonly string[]): LessonProgress {
  return Object.fromEntries(STEP_KINDS.map((kind) => [kind, toIds(kind)])) as LessonProgress;
}

/** The part of a foreign value that has a meaning. */
function toKnown(value: unknown): Progress {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([slug, lesson]) => [
      slug,
      mapKinds((kind) => toIds((lesson as Partial<Record<StepKind, unknown>> | null)?.[kind])),
    ]),
  );
}

function toIds(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? joinIds(
        [],
        value.filter((id) => typeof id === 'string'),
      )
    : [];
}
