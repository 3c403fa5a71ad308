import type { SavedRunSummary } from '../../state/savedstate.ts';

/** What a saved run goes by: the reader's name for it, or its number. */
export function toRunTitle(
  { id, title }: Pick<SavedRunSummary, 'id' | 'title'>,
  numbers: Readonly<Record<string, number>>,
): string {
  return title === undefined || title === '' ? `#${numbers[id]}` : `#${numbers[id]} ${title}`;
}
