/**
 * What the browser keeps of its reader in localStorage: choices, progress, guesses, recipes too long for a
 * link. It stands apart from the lab, which the first page shows without.
 */
import { createGuesses, type GuessesController } from './guesses.ts';
import { createLongRecipes, type LongRecipes } from './longrecipes.ts';
import { createProgress, type ProgressController } from './progress.ts';
import { createSettings, type SettingsController, type SettingsSource } from './settings.ts';

export interface Reader {
  readonly settings: SettingsController;
  readonly progress: ProgressController;
  readonly guesses: GuessesController;
  readonly longRecipes: LongRecipes;
  readonly close: () => void;
}

export function createReader(source: SettingsSource): Reader {
  const settings = createSettings(source);
  const progress = createProgress(source);
  return {
    settings,
    progress,
    guesses: createGuesses(source),
    longRecipes: createLongRecipes(source),
    close() {
      settings.close();
      progress.close();
    },
  };
}
