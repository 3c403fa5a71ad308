/**
 * Starts i18next with both dictionaries. The language itself is set by the shell, from the link or the
 * settings.
 */
import { createInstance, type PostProcessorModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en as enUi } from '../../ui/language/en.ts';
import { closeUp } from '../../ui/language/template.ts';
import { zh as zhUi } from '../../ui/language/zh.ts';
import type { en as enBench } from './bench/en.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: { app: typeof en; ui: typeof enUi; bench: typeof enBench };
  }
}

/** Values may begin and end in Chinese, or not: see `closeUp`. */
const closeUpChinese: PostProcessorModule = {
  type: 'postProcessor',
  name: 'closeUpChinese',
  process: (text: string, _key, _options, { language }: { readonly language: string }) =>
    language === 'zh' ? closeUp(text) : text,
};

export const i18n = createInstance();

export function startTranslation(language: string): void {
  // With all resources given, i18next is ready when init returns.
  void i18n
    .use(closeUpChinese)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: ['en', 'zh'],
      defaultNS: 'app',
      ns: ['app', 'ui'],
      resources: { en: { app: en, ui: enUi }, zh: { app: zh, ui: zhUi } },
      interpolation: { escapeValue: false },
      postProcess: [closeUpChinese.name],
      initAsync: false,
      showSupportNotice: false,
      react: { useSuspense: false },
    });
}

const TAGS = { en: 'en', zh: 'zh-Hans' } as const;

/** Keeps the document's `lang` as the texts are, so that no translator takes Chinese for English. */
export function nameLanguage(root: HTMLElement): void {
  i18n.on('languageChanged', (now) => {
    root.lang = TAGS[now === 'zh' ? 'zh' : 'en'];
  });
}
