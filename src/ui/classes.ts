/** Joins class names, leaving out what is not there. */
export function toClassName(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
