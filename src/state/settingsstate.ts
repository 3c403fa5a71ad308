/** What has the reader chosen, for the whole lab? The state behind `useSettings()`. */
import type { BackendName } from '../protocol/commands.ts';

export const THEMES = ['system', 'light', 'dark', 'projector'] as const;
export type Theme = (typeof THEMES)[number];

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Settings {
  readonly theme: Theme;
  readonly language: Language;
  readonly backend: BackendName;
}
