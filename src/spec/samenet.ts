/**
 * Whether two specs describe the same network, whatever they are called and in whatever order their fields
 * were written.
 */
import type { ModelSpec } from './model.ts';

export function isSameNet(a: ModelSpec, b: ModelSpec): boolean {
  return toText(a) === toText(b);
}

function toText({ inputShape, classes, layers }: ModelSpec): string {
  return JSON.stringify({ inputShape, classes, layers }, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
