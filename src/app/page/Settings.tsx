import { useTranslation } from 'react-i18next';
import { useSettings } from '../../state/readerhooks.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Segmented } from '../../ui/control/Segmented.tsx';
import { Switch } from '../../ui/control/Switch.tsx';
import { LOCALES } from '../../ui/language/bilingual.ts';
import { MOTION_CHOICES, THEME_CHOICES } from '../../ui/theme/theme.ts';
import {
  useLanguageChoice,
  useLetterKeys,
  useMotionChoice,
  useSearchChange,
  useThemeChoice,
} from '../preferences.ts';
import { EngineSettings } from './EngineSettings.tsx';
import styles from './Settings.module.css';
import { StorageSettings } from './StorageSettings.tsx';

/** Appearance, engine, storage; and back to how it all began. */
export function Settings() {
  const { t } = useTranslation();
  const [, change] = useSettings();
  const changeSearch = useSearchChange();
  const [, setMotion] = useMotionChoice();
  const [, setLetterKeys] = useLetterKeys();
  const reset = () => {
    setMotion('full');
    setLetterKeys(true);
    change({
      theme: 'system',
      language: navigator.language.startsWith('zh') ? 'zh' : 'en',
      backend: 'wasm',
      workers: 'auto',
      givesWay: false,
      keepMegabytes: 256,
    });
    changeSearch({ lang: undefined, theme: undefined });
  };
  return (
    <div className={styles.page}>
      <h1>{t('settings.title')}</h1>
      <Appearance />
      <EngineSettings />
      <StorageSettings />
      <section className={styles.section} aria-labelledby="settings-reset">
        <h2 id="settings-reset">{t('settings.reset')}</h2>
        <p>{t('settings.resetText')}</p>
        <Button onPress={reset}>{t('settings.reset')}</Button>
      </section>
    </div>
  );
}

function Appearance() {
  const { t } = useTranslation();
  const [language, chooseLanguage] = useLanguageChoice();
  const [theme, chooseTheme] = useThemeChoice();
  const [motion, chooseMotion] = useMotionChoice();
  const [areLetterKeysOn, setLetterKeys] = useLetterKeys();
  const motionWords = { full: t('settings.motionFull'), none: t('settings.motionNone') };
  return (
    <section className={styles.section} aria-labelledby="settings-appearance">
      <h2 id="settings-appearance">{t('settings.appearance')}</h2>
      <Segmented
        label={t('language.label')}
        value={language}
        options={LOCALES.map((id) => ({ id, label: t(`language.${id}`) }))}
        onChange={chooseLanguage}
      />
      <Segmented
        label={t('theme.label')}
        value={theme}
        options={THEME_CHOICES.map((id) => ({ id, label: t(`theme.${id}`) }))}
        onChange={chooseTheme}
      />
      <Segmented
        label={t('settings.motion')}
        value={motion}
        options={MOTION_CHOICES.map((id) => ({ id, label: motionWords[id] }))}
        onChange={chooseMotion}
      />
      <Switch isOn={areLetterKeysOn} onChange={setLetterKeys}>
        {t('settings.shortcuts')}
      </Switch>
    </section>
  );
}
