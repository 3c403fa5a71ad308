/** What has the reader chosen, for the whole lab? The state behind `useSettings()`. */
import type { EnginePreference } from './enginechoice.ts';

export const THEMES = ['system', 'light', 'dark', 'projector'] as const;
export type Theme = (typeof THEMES)[number];

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

export const WORKERS_CHOICES = ['auto', 1, 2, 4, 8] as const;
export type WorkersChoice = (typeof WORKERS_CHOICES)[number];

/** How much is kept of finished runs, in millions of bytes. */
export const KEEP_CHOICES = [64, 256, 1000] as const;
export type KeepChoice = (typeof KEEP_CHOICES)[number];

export interface Settings {
  readonly theme: Theme;
  readonly language: Language;
  /** The engine: one by name, of which WASM is the bit-exact one, or the fastest measured here. */
  readonly backend: EnginePreference;
  /** Threads that train; `auto` is as many as the machine has cores. */
  readonly workers: WorkersChoice;
  /** One thread is enough while the page is hidden or the processor is hot. */
  readonly givesWay: boolean;
  /** Finished runs beyond it are dropped, oldest first. */
  readonly keepMegabytes: KeepChoice;
}
