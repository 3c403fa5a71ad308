import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { applyMotion, applyTheme } from '../../ui/theme/theme.ts';
import { useLabSearch, useLanguageChoice, useMotionChoice, useThemeChoice } from '../preferences.ts';

/** Keeps the document in the reader's theme, language and speed of motion. */
export function useAppearance(): void {
  const { i18n } = useTranslation();
  const [language] = useLanguageChoice();
  const [theme] = useThemeChoice();
  const [motion] = useMotionChoice();
  useLayoutEffect(() => applyTheme(theme), [theme]);
  const isPresenting = useLabSearch().present === 'on';
  useLayoutEffect(() => applyMotion(motion), [motion]);
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-presenting', isPresenting);
  }, [isPresenting]);
  useLayoutEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
}
