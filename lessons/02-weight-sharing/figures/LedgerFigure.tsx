import { useEffect, useState } from 'react';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { toFailure } from '../../../src/recipe/failure.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { DownloadButton } from '../../parts/figures/DownloadButton.tsx';
import styles from '../../parts/figures/figures.module.css';
import { ModelDrop } from '../../parts/figures/ModelDrop.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Scales } from '../../parts/figures/Scales.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/slots.ts';
import { useSharing } from '../settings.ts';
import { SharingControls } from './SharingControls.tsx';

const words = {
  weigh: { en: 'Put them on the scales', zh: '放到秤上' },
  weighing: { en: 'Weighing', zh: '正在称量' },
  dense: { en: 'dense', zh: '共享前' },
  shared: { en: 'shared', zh: '共享后' },
  tuned: { en: 'values trained', zh: '训练过的值' },
  file: { en: 'your file', zh: '你的文件' },
  bytes: { en: 'Where the bytes of the shared net go', zh: '共享后的文件里，字节都花在哪里' },
  layer: { en: 'Layer', zh: '层' },
  weights: { en: 'Weights', zh: '权重' },
  inFile: { en: 'In the file', zh: '文件中' },
  perWeight: { en: 'Bits for a weight', zh: '每个权重的位数' },
  asDense: { en: 'As a dense table', zh: '按稠密表存' },
  books: { en: 'Codebooks', zh: '码本' },
  rest: { en: 'Header and biases', zh: '文件头与偏置' },
  download: { en: 'Download the {name} net', zh: '下载“{name}”的网络' },
} as const;

const ORDER = ['dense', 'shared', 'tuned', 'file'] as const;
const variants = { dense: 'dense', shared: 'shared', tuned: 'retrained', file: 'accent' } as const;

/** The ledgers of the lesson's nets side by side; the files themselves out and in. */
export function LedgerFigure() {
  const { sharing } = useSharing();
  const say = useWords(words);
  const sayFailure = useFailureText();
  const dense = useModel(SLOTS.dense);
  const shared = useModel(SLOTS.shared);
  const tuned = useModel(SLOTS.tuned);
  const file = useModel(SLOTS.file);
  const models = { dense, shared, tuned, file };
  const there = ORDER.filter(
    (id) => models[id].status === 'ready' && (id === 'file' || models[id].summary?.name === sharing.model),
  );
  const [isOn, setIsOn] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const wanted = isOn ? there.find((id) => models[id].ledger === null && !models[id].weighing) : undefined;
  const isWeighing = there.some((id) => models[id].weighing);
  const weigh = wanted === undefined ? undefined : models[wanted].actions.weigh;
  useEffect(() => {
    if (weigh === undefined || isWeighing || problem !== null) return;
    weigh().catch((error: unknown) => setProblem(sayFailure(toFailure(error))));
  }, [weigh, isWeighing, problem, sayFailure]);
  return (
    <div className={styles.panel}>
      <div className={styles.buttons}>
        {!isOn && (
          <Button kind="primary" isDisabled={there.length < 2} onPress={() => setIsOn(true)}>
            {say('weigh')}
          </Button>
        )}
        {isOn && isWeighing && <span className={styles.small}>{say('weighing')}</span>}
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
      <Scales
        entries={there.flatMap((id) => {
          const { ledger } = models[id];
          return isOn && ledger !== null ? [{ id, label: say(id), variant: variants[id], ledger }] : [];
        })}
      />
      {isOn && shared.ledger !== null && <Bytes ledger={shared.ledger} />}
      <SharingControls hasPrune />
      <div className={styles.buttons}>
        {there
          .filter((id) => id !== 'file')
          .map((id) => (
            <DownloadButton
              key={id}
              slot={SLOTS[id]}
              label={say('download', { name: say(id) })}
              fileName={`${sharing.model}-${id}.fwm`}
            />
          ))}
      </div>
      <ModelDrop slot={SLOTS.file} onOpen={() => setIsOn(true)} />
    </div>
  );
}

/** Codes, codebooks and the rest, layer by layer. */
function Bytes({ ledger }: { readonly ledger: Ledger }) {
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const { fileParts } = ledger;
  return (
    <details className={styles.more}>
      <summary>{say('bytes')}</summary>
      <NumberTable
        title={say('bytes')}
        columns={(['layer', 'weights', 'inFile', 'perWeight', 'asDense'] as const).map((key) => say(key))}
        rows={[
          ...ledger.layers.map(({ layer, weights, fileBytes }) => ({
            id: layer,
            header: layer,
            cells: [
              integer(weights),
              integer(fileBytes),
              decimal((8 * fileBytes) / weights, 2),
              integer(4 * weights),
            ],
          })),
          {
            id: 'books',
            header: say('books'),
            cells: ['', integer(fileParts.codebooks), '', ''],
          },
          {
            id: 'rest',
            header: say('rest'),
            cells: ['', integer(fileParts.header + fileParts.biases), '', ''],
          },
        ]}
      />
    </details>
  );
}
