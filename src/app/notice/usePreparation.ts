import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { DATASETS, type DatasetName } from '../../spec/datasets.ts';
import { getLab } from '../../state/current.ts';
import { type PreparationState, watchPreparations } from '../../state/preparation.ts';
import { dismissNotice, showNotice } from './notices.ts';

/**
 * Says how far the preparation of the data is, and fetches a data set that was wanted too early once it is
 * there.
 */
export function usePreparation(): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (!import.meta.env.DEV) return;
    const seen = new Map<DatasetName, PreparationState['kind']>();
    return watchPreparations((dataset, state) => {
      const before = seen.get(dataset);
      seen.set(dataset, state.kind);
      getLab().engine.getState().actions.notePreparation(dataset, state);
      const key = `preparing:${dataset}`;
      const name = DATASETS[dataset].title;
      if (state.kind === 'ready') {
        dismissNotice(key);
        if (before !== undefined && before !== 'ready') fetchAgain(dataset);
      } else if (state.kind === 'going') {
        const percent =
          state.fraction === null
            ? ''
            : t('notice.preparingPart', { percent: String(Math.floor(state.fraction * 100)) });
        showNotice({ key, level: 'progress', message: t('notice.preparing', { dataset: name, percent }) });
      } else if (state.kind === 'ended' && before !== 'ended') {
        showNotice({ key, level: 'warning', message: t('notice.preparingEnded', { dataset: name }) });
      } else if (state.kind === 'failed' && before !== 'failed') {
        const message = t('notice.preparingFailed', { dataset: name, message: state.message });
        showNotice({ key, level: 'error', message });
      }
    }, isMissed);
  }, [t]);
}

const isMissed = (dataset: DatasetName) => getLab().engine.getState().datasets[dataset].failure !== null;

function fetchAgain(dataset: DatasetName): void {
  const { datasets, actions } = getLab().engine.getState();
  if (datasets[dataset].failure === null) return;
  // The data set's own state says why, where it fails again.
  actions.loadData(dataset).catch(() => {});
}
