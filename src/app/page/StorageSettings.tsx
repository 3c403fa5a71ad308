import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSavedRuns } from '../../state/hooks.ts';
import { MOST_FILES } from '../../state/modelfiles.ts';
import { useProgress, useSettings } from '../../state/readerhooks.ts';
import type { SavedRunSummary } from '../../state/savedstate.ts';
import { KEEP_CHOICES } from '../../state/settingsstate.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Dialog } from '../../ui/control/Dialog.tsx';
import { Notice } from '../../ui/control/Notice.tsx';
import { Segmented } from '../../ui/control/Segmented.tsx';
import { toSizeText } from '../../ui/control/sizes.ts';
import { showNotice } from '../notice/notices.ts';
import styles from './Settings.module.css';

type Clearing = 'runs' | 'data' | 'progress';

const CLEAR = { runs: 'clearRuns', data: 'clearData', progress: 'clearProgress' } as const;
const CONFIRM = { runs: 'confirmRuns', data: 'confirmData', progress: 'confirmProgress' } as const;

/** What the browser keeps for the lab, and how to be rid of it. */
export function StorageSettings() {
  const { t } = useTranslation();
  const { runs, keptIn, actions } = useSavedRuns();
  const { progress, forget } = useProgress();
  const [usage, refresh] = useStorageUsage();
  const [clearing, setClearing] = useState<Clearing | null>(null);

  const clear = async (what: Clearing) => {
    setClearing(null);
    await { runs: actions.removeAll, data: deleteDataCaches, progress: forget }[what]();
    refresh();
    showNotice({ key: 'cleared', level: 'info', message: t('settings.cleared') });
  };
  return (
    <section className={styles.section} aria-labelledby="settings-storage">
      <h2 id="settings-storage">{t('settings.storage')}</h2>
      <p>{t('settings.storageText')}</p>
      {keptIn === 'memory' && <Notice level="warning">{t('settings.keptInMemory')}</Notice>}
      <p className={styles.note}>
        {usage === null
          ? t('settings.usedUnknown')
          : t('settings.used', { used: toSizeText(usage.used), quota: toSizeText(usage.quota) })}
        {' · '}
        {t('settings.savedRuns', { count: runs.length })}
      </p>
      <KeepBudget runs={runs} />
      <div className={styles.row}>
        <Button isDisabled={runs.length === 0} onPress={() => setClearing('runs')}>
          {t('settings.clearRuns')}
        </Button>
        <Button onPress={() => setClearing('data')}>{t('settings.clearData')}</Button>
        <Button isDisabled={Object.keys(progress).length === 0} onPress={() => setClearing('progress')}>
          {t('settings.clearProgress')}
        </Button>
      </div>
      {clearing !== null && (
        <Dialog
          title={t(`settings.${CLEAR[clearing]}`)}
          isOpen
          onClose={() => setClearing(null)}
          actions={
            <>
              <Button onPress={() => setClearing(null)}>{t('settings.cancel')}</Button>
              <Button kind="primary" onPress={() => clear(clearing)}>
                {t('settings.confirm')}
              </Button>
            </>
          }
        >
          {t(`settings.${CONFIRM[clearing]}`)}
        </Dialog>
      )}
    </section>
  );
}

/** How much is kept of finished runs. */
function KeepBudget({ runs }: { readonly runs: readonly SavedRunSummary[] }) {
  const { t } = useTranslation();
  const [{ keepMegabytes }, change] = useSettings();
  const used = runs.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  return (
    <>
      <Segmented
        label={t('settings.keep')}
        value={String(keepMegabytes)}
        options={KEEP_CHOICES.map((each) => ({ id: String(each), label: toSizeText(each * 1e6) }))}
        onChange={(id) => {
          const chosen = KEEP_CHOICES.find((each) => String(each) === id);
          if (chosen !== undefined) change({ keepMegabytes: chosen });
        }}
      />
      <p className={styles.note}>
        {t('settings.keptBytes', { used: toSizeText(used) })} ·{' '}
        {t('settings.keepText', { files: String(MOST_FILES) })}
      </p>
    </>
  );
}

interface Usage {
  readonly used: number;
  readonly quota: number;
}

function useStorageUsage(): readonly [Usage | null, () => void] {
  const [usage, setUsage] = useState<Usage | null>(null);
  const refresh = useCallback(() => {
    // Absent outside secure contexts; refused in some private windows.
    navigator.storage?.estimate().then(
      ({ usage: used, quota }) =>
        setUsage(used === undefined || quota === undefined ? null : { used, quota }),
      () => setUsage(null),
    );
  }, []);
  useEffect(refresh, [refresh]);
  return [usage, refresh];
}

/** The caches that the service worker fills while the lab is used; the page's own files stay. */
async function deleteDataCaches(): Promise<void> {
  if (!('caches' in window)) return;
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('featherweight-')).map((name) => caches.delete(name)),
  );
}
