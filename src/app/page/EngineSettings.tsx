import { useTranslation } from 'react-i18next';
import { ENGINE_PREFERENCES } from '../../state/enginechoice.ts';
import { useEngine } from '../../state/hooks.ts';
import { useSettings } from '../../state/readerhooks.ts';
import { WORKERS_CHOICES } from '../../state/settingsstate.ts';
import { Segmented } from '../../ui/control/Segmented.tsx';
import { Select } from '../../ui/control/Select.tsx';
import { Switch } from '../../ui/control/Switch.tsx';
import { EngineFacts } from '../shell/EngineBadge.tsx';
import { EngineTable } from './EngineTable.tsx';
import styles from './Settings.module.css';

/** Which engine runs, how the candidates compare on this device, and how many threads train. */
export function EngineSettings() {
  const { t } = useTranslation();
  const [settings, change] = useSettings();
  const { info, restarts, workers, workersReplaced, pace } = useEngine(
    ({ info, restarts, workers, workersReplaced, pace }) => ({
      info,
      restarts,
      workers,
      workersReplaced,
      pace,
    }),
  );
  const { backend } = settings;
  return (
    <section className={styles.section} aria-labelledby="settings-engine">
      <h2 id="settings-engine">{t('settings.engine')}</h2>
      <p>{t('settings.engineText')}</p>
      <Segmented
        label={t('engines.preference')}
        value={backend}
        options={ENGINE_PREFERENCES.map((id) => ({
          id,
          label: id === 'wasm' || id === 'fastest' ? t(`engines.${id}`) : t(`backends.${id}`),
        }))}
        onChange={(id) => change({ backend: id })}
      />
      <p className={styles.note}>
        {backend === 'fastest' ? t('engines.fastestNote') : t(`backends.${backend}Note`)}
      </p>
      <EngineTable />
      <Select
        label={t('settings.workers')}
        value={String(settings.workers)}
        options={WORKERS_CHOICES.map((choice) => ({
          id: String(choice),
          label: choice === 'auto' ? t('settings.workersAuto') : String(choice),
        }))}
        onChange={(id) => {
          const workers = WORKERS_CHOICES.find((choice) => String(choice) === id);
          if (workers !== undefined) change({ workers });
        }}
      />
      <p className={styles.note}>{t('settings.workersNote')}</p>
      <Switch isOn={settings.givesWay} onChange={(givesWay) => change({ givesWay })}>
        {t('settings.givesWay')}
      </Switch>
      {info !== null && <EngineFacts {...{ info, restarts, workers, workersReplaced, pace }} />}
    </section>
  );
}
