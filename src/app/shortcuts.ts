/** Every keyboard shortcut of the page, in one table: the help lists it, one listener obeys it. */

export type ShortcutAction =
  | 'help'
  | 'present'
  | 'next'
  | 'previous'
  | 'leave'
  | 'reveal'
  | 'notes'
  | 'theme'
  | 'language';

export interface Shortcut {
  readonly action: ShortcutAction;
  /** Values of `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  /** `lesson`: on a lesson's page; `present`: only while presenting. */
  readonly where: 'everywhere' | 'lesson' | 'present';
  /** Taken even when a slider or a tab has the focus: what a presenter's remote control sends. */
  readonly isUrgent?: boolean;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'help', keys: ['?'], where: 'everywhere' },
  { action: 'language', keys: ['l'], where: 'everywhere' },
  { action: 'theme', keys: ['t'], where: 'everywhere' },
  { action: 'present', keys: ['p'], where: 'lesson' },
  { action: 'next', keys: [']'], where: 'lesson' },
  { action: 'previous', keys: ['['], where: 'lesson' },
  { action: 'reveal', keys: ['r'], where: 'lesson' },
  { action: 'notes', keys: ['s'], where: 'present' },
  { action: 'next', keys: ['PageDown'], where: 'present', isUrgent: true },
  { action: 'next', keys: ['ArrowRight', ' '], where: 'present' },
  { action: 'previous', keys: ['PageUp'], where: 'present', isUrgent: true },
  { action: 'previous', keys: ['ArrowLeft'], where: 'present' },
  { action: 'leave', keys: ['Escape'], where: 'present' },
];

/** Where the reader is and what has the focus. */
export interface KeySituation {
  readonly isLesson: boolean;
  readonly isPresenting: boolean;
  readonly areLetterKeysOn: boolean;
  readonly focus: 'nothing' | 'button' | 'widget' | 'text';
}

/** The action that a key stands for in a situation, if any. */
export function findAction(key: string, situation: KeySituation): ShortcutAction | null {
  const { isLesson, isPresenting, areLetterKeysOn, focus } = situation;
  if (focus === 'text') return null;
  for (const shortcut of SHORTCUTS) {
    if (!shortcut.keys.includes(key)) continue;
    if (shortcut.where === 'lesson' && !isLesson) continue;
    if (shortcut.where === 'present' && !isPresenting) continue;
    if (key.length === 1 && key !== ' ' && key !== '?' && !areLetterKeysOn) continue;
    if (focus === 'widget' && !shortcut.isUrgent && key !== '?') continue;
    if (focus === 'button' && key === ' ') continue;
    return shortcut.action;
  }
  return null;
}

const WIDGET_ROLES = [
  'slider',
  'spinbutton',
  'radio',
  'tab',
  'option',
  'menuitem',
  'grid',
  'gridcell',
  'application',
  'listbox',
];
const TEXT_TYPES = ['text', 'search', 'number', 'url', 'email', 'password'];

/** What kind of element has the focus, as far as keys are concerned. */
export function findFocus(element: Element | null): KeySituation['focus'] {
  if (element === null || element === document.body) return 'nothing';
  if (element instanceof HTMLTextAreaElement || (element as HTMLElement).isContentEditable) return 'text';
  if (element instanceof HTMLInputElement) return TEXT_TYPES.includes(element.type) ? 'text' : 'widget';
  if (element instanceof HTMLSelectElement) return 'widget';
  if (WIDGET_ROLES.includes(element.getAttribute('role') ?? '')) return 'widget';
  if (element.matches('button, a, summary, [role="button"], [role="switch"]')) return 'button';
  return 'nothing';
}
