import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { showNotice } from '../notice/notices.ts';
import { useLabSearch } from '../preferences.ts';
import { writeSearch } from '../search.ts';

/** Opens the speaker's window on the same beat, or says how to open it where the browser will not. */
export function useNotesWindow(slug: string): () => void {
  const { t } = useTranslation();
  const search = useLabSearch();
  return useCallback(() => {
    const address = `#/lessons/${slug}${writeSearch({ ...search, present: 'notes', theme: undefined })}`;
    const opened = window.open(address, `featherweight-notes-${slug}`, 'popup,width=1100,height=760');
    if (opened !== null) return;
    const whole = new URL(address, location.href).href;
    showNotice({ key: 'notes', level: 'warning', message: t('present.notesBlocked', { address: whole }) });
  }, [slug, search, t]);
}
