import { useMatches } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { THEME_CHOICES } from '../../ui/theme/theme.ts';
import {
  useLabSearch,
  useLanguageChoice,
  useLetterKeys,
  useSearchChange,
  useThemeChoice,
} from '../preferences.ts';
import { findAction, findFocus, type ShortcutAction } from '../shortcuts.ts';

/**
 * Asks the open lesson for its next or previous beat, its answers or the speaker's window; see presenter/.
 */
export const BEAT_EVENT = 'featherweight:beat';

/** Obeys the table of shortcuts. */
export function useShortcuts() {
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const isLesson = useMatches({
    select: (matches) => matches.some((match) => match.routeId === '/lessons/$slug'),
  });
  const isPresenting = useLabSearch().present !== undefined;
  const [language, chooseLanguage] = useLanguageChoice();
  const [theme, chooseTheme] = useThemeChoice();
  const [areLetterKeysOn] = useLetterKeys();
  const changeSearch = useSearchChange();

  const act = useCallback(
    (action: ShortcutAction) => {
      switch (action) {
        case 'help':
          return setIsHelpOpen(true);
        case 'language':
          return chooseLanguage(language === 'en' ? 'zh' : 'en');
        case 'theme':
          return chooseTheme(THEME_CHOICES[(THEME_CHOICES.indexOf(theme) + 1) % THEME_CHOICES.length]!);
        case 'present':
          return changeSearch({ present: isPresenting ? undefined : 'on' });
        case 'leave':
          return changeSearch({ present: undefined });
        case 'next':
        case 'previous':
        case 'reveal':
        case 'notes':
          window.dispatchEvent(new CustomEvent(BEAT_EVENT, { detail: action }));
      }
    },
    [chooseLanguage, language, chooseTheme, theme, changeSearch, isPresenting],
  );

  useEffect(() => {
    const obey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
        return;
      if (document.activeElement?.closest('[role="dialog"]')) return;
      const action = findAction(event.key, {
        isLesson,
        isPresenting,
        areLetterKeysOn,
        focus: findFocus(document.activeElement),
      });
      if (action === null) return;
      event.preventDefault();
      event.stopPropagation();
      act(action);
    };
    // Before the widgets: a remote control's Page keys must not move a slider that still has the focus.
    window.addEventListener('keydown', obey, { capture: true });
    return () => window.removeEventListener('keydown', obey, { capture: true });
  }, [act, isLesson, isPresenting, areLetterKeysOn]);

  const openHelp = useCallback(() => setIsHelpOpen(true), []);
  const closeHelp = useCallback(() => setIsHelpOpen(false), []);
  return { isHelpOpen, openHelp, closeHelp };
}
