/** Applies what tokens.css declares: sets the theme and the speed of motion on the document. */

export const THEME_CHOICES = ['system', 'light', 'dark', 'projector'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** `full` follows the system's wish for reduced motion; `none` overrules it. */
export const MOTION_CHOICES = ['full', 'none'] as const;
export type MotionChoice = (typeof MOTION_CHOICES)[number];

/** Shows a theme until the returned function is called; `system` follows the device while it lasts. */
export function applyTheme(choice: ThemeChoice): () => void {
  const root = document.documentElement;
  if (choice !== 'system') {
    root.dataset.theme = choice;
    return () => {};
  }
  const isDark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    root.dataset.theme = isDark.matches ? 'dark' : 'light';
  };
  follow();
  isDark.addEventListener('change', follow);
  return () => isDark.removeEventListener('change', follow);
}

export function applyMotion(choice: MotionChoice): void {
  document.documentElement.dataset.motion = choice;
}
