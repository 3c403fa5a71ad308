import type { ReactNode } from 'react';
import type { LedgerEntry } from '../../../src/plots/geometry/bars.ts';
import { useModel } from '../../../src/state/hooks.ts';
import type { ModelState } from '../../../src/state/modelstate.ts';
import { isOf } from '../nets.ts';
import { useWords } from '../words.ts';
import { DownloadButton } from './DownloadButton.tsx';
import { FigurePanel, type FigureView } from './FigurePanel.tsx';
import styles from './figures.module.css';
import { ModelDrop } from './ModelDrop.tsx';
import { Scales } from './Scales.tsx';
import { useWeighing, WeighBar } from './Weighing.tsx';

const words = {
  file: { en: 'your file', zh: '你的文件' },
  download: { en: 'Download the {name} net', zh: '下载“{name}”的网络' },
  scales: { en: 'The scales', zh: '秤' },
  files: { en: 'Files', zh: '文件' },
  guessFirst: {
    en: 'Guess first, in the text; then the scales open.',
    zh: '先在正文里猜一猜，然后再上秤。',
  },
} as const;

/** A net that a lesson holds, as it goes on the scales. */
export interface ScaledNet extends Pick<LedgerEntry, 'id' | 'label' | 'variant'> {
  readonly slot: string;
  /** The zoo's name of the net that belongs there: slots may still hold another. */
  readonly name: string;
  readonly model: ModelState;
}

export interface NetScalesProps {
  readonly id: string;
  /** The zoo's name of the net that the lesson is about. */
  readonly name: string;
  readonly notice?: ReactNode;
  readonly nets: readonly ScaledNet[];
  /** The slot of a file that the reader drops in. */
  readonly fileSlot: string;
  /** Tables of what is on the scales, each a view of its own. */
  readonly details: readonly Pick<FigureView, 'id' | 'label' | 'content'>[];
  readonly controls: ReactNode;
  /** True until the reader has guessed what the scales will say. */
  readonly isHeld?: boolean;
}

/** The ledgers of a lesson's nets side by side; the files themselves out and in. */
export function NetScales(props: NetScalesProps) {
  const { id, name, nets, fileSlot, details, isHeld = false } = props;
  const say = useWords(words);
  const file = useModel(fileSlot);
  const own = nets.filter((net) => isOf(net.name)(net.model));
  const dropped: ScaledNet = {
    id: 'file',
    label: say('file'),
    variant: 'accent',
    slot: fileSlot,
    name,
    model: file,
  };
  const there = file.status === 'ready' ? [...own, dropped] : own;
  const weighing = useWeighing(there.map(({ model }) => model));
  const entries = there.flatMap(({ id: each, label, variant }, at) => {
    const ledger = weighing.ledgers[at] ?? null;
    return weighing.isOn && ledger !== null ? [{ id: each, label, variant, ledger }] : [];
  });
  return (
    <FigurePanel
      id={id}
      notice={props.notice}
      controls={props.controls}
      actions={<WeighBar weighing={weighing} isDisabled={isHeld || there.length < 2} />}
      note={isHeld ? <p>{say('guessFirst')}</p> : undefined}
      views={[
        { id: 'scales', label: say('scales'), content: <Scales entries={entries} /> },
        ...(weighing.isOn ? details.map((each) => ({ ...each, grows: true })) : []),
        {
          id: 'files',
          label: say('files'),
          grows: true,
          content: (
            <div className={styles.panel}>
              <div className={styles.buttons}>
                {own.map(({ id: each, label, slot }) => (
                  <DownloadButton
                    key={each}
                    slot={slot}
                    label={say('download', { name: label })}
                    fileName={`${name}-${each}.fwm`}
                  />
                ))}
              </div>
              <ModelDrop slot={fileSlot} onOpen={weighing.begin} />
            </div>
          ),
        },
      ]}
    />
  );
}
