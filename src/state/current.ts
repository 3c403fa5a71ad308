/** Which lab does this page use? One, made on first use; tests put their own in its place. */
import { createBrowserLab } from './browser.ts';
import type { Lab } from './lab.ts';

let current: Lab | null = null;

export function getLab(): Lab {
  current ??= createBrowserLab();
  return current;
}

/** Puts a lab in place of the page's own and closes that; null makes the next `getLab` create one anew. */
export function setLab(lab: Lab | null): void {
  current?.close();
  current = lab;
}
