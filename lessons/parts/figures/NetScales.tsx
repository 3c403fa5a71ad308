import type { ReactNode } from 'react';
import type { LedgerEntry } from '../../../src/plots/props.ts';
import type { ModelState } from '../../../src/state/modelstate.ts';
import { useWords } from '../words.ts';
import { DownloadButton } from './DownloadButton.tsx';
import styles from './figures.module.css';
import { ModelDrop } from './ModelDrop.tsx';
import { Scales } from './Scales.tsx';
import { useWeighing, WeighBar } from './Weighing.tsx';

const words = {
  file: { en: 'your file', zh: '你的文件' },
  download: { en: 'Download the {name} net', zh: '下载“{name}”的网络' },
} as const;

/** A net that a lesson holds, as it goes on the scales. */
export interface ScaledNet extends Pick<LedgerEntry, 'id' | 'label' | 'variant'> {
  readonly slot: string;
  readonly model: ModelState;
}

export interface NetScalesProps {
  /** The zoo's name of the net that the lesson is about: slots may still hold another. */
  readonly name: string;
  readonly nets: readonly ScaledNet[];
  /** The slot of a file that the reader drops in. */
  readonly file: { readonly slot: string; readonly model: ModelState };
  /** Stands below the scales once they are in use. */
  readonly details: ReactNode;
  readonly controls: ReactNode;
}

/** The ledgers of a lesson's nets side by side; the files themselves out and in. */
export function NetScales({ name, nets, file, details, controls }: NetScalesProps) {
  const say = useWords(words);
  const own = nets.filter(({ model }) => model.status === 'ready' && model.summary?.name === name);
  const dropped: ScaledNet = { id: 'file', label: say('file'), variant: 'accent', ...file };
  const there = file.model.status === 'ready' ? [...own, dropped] : own;
  const weighing = useWeighing(there.map(({ model }) => model));
  return (
    <>
      <WeighBar weighing={weighing} isDisabled={there.length < 2} />
      <Scales
        entries={there.flatMap(({ id, label, variant, model: { ledger } }) =>
          weighing.isOn && ledger !== null ? [{ id, label, variant, ledger }] : [],
        )}
      />
      {weighing.isOn && details}
      {controls}
      <div className={styles.buttons}>
        {own.map(({ id, label, slot }) => (
          <DownloadButton
            key={id}
            slot={slot}
            label={say('download', { name: label })}
            fileName={`${name}-${id}.fwm`}
          />
        ))}
      </div>
      <ModelDrop slot={file.slot} onOpen={weighing.begin} />
    </>
  );
}
