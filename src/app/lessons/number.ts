/** "01" of `01-magnitude-pruning`. */
export function toLessonNumber(slug: string): string {
  return /^\d+/.exec(slug)?.[0] ?? slug;
}
