import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import { GLOSSARY, type GlossaryKey } from '../glossary/glossary.ts';
import { LOCALES, useLocale } from '../language/bilingual.ts';
import { Joined } from './Joined.tsx';
import styles from './Term.module.css';

export interface TermProps {
  readonly id: GlossaryKey;
  /** The word as the sentence needs it. Default: the glossary's own. */
  readonly children?: ReactNode;
}

/** A word of the trade: opens to what it means, with its name in the other language. */
export function Term({ id, children }: TermProps) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  const entry = GLOSSARY[id];
  const other = LOCALES.find((each) => each !== locale)!;
  return (
    <Joined>
      <DialogTrigger>
        <Button className={styles.term!} data-term={id}>
          {children ?? entry.name[locale]}
        </Button>
        <Popover className={styles.popover!} offset={4} containerPadding={16}>
          <Dialog className={styles.dialog!} aria-label={t('term.open', { term: entry.name[locale] })}>
            <p className={styles.names}>
              <strong>{entry.name[locale]}</strong>
              <span lang={other === 'zh' ? 'zh-Hans' : 'en'}>{entry.name[other]}</span>
            </p>
            <p className={styles.meaning}>{entry.meaning[locale]}</p>
          </Dialog>
        </Popover>
      </DialogTrigger>
    </Joined>
  );
}
