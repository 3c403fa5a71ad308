/** The bench has two places for a recipe and its run. */

export type Letter = 'a' | 'b';

export const LETTERS: readonly Letter[] = ['a', 'b'];

/** The runs' slots in the store. */
export const RUN_NAMES: Readonly<Record<Letter, string>> = { a: 'bench-a', b: 'bench-b' };
