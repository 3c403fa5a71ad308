import type { Ledger } from '../../../src/protocol/ledger.ts';
import { useModel } from '../../../src/state/hooks.ts';
import styles from '../../parts/figures/figures.module.css';
import { NetScales } from '../../parts/figures/NetScales.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/slots.ts';
import { useSharing } from '../settings.ts';
import { SharingControls } from './SharingControls.tsx';

const words = {
  dense: { en: 'dense', zh: '共享前' },
  shared: { en: 'shared', zh: '共享后' },
  tuned: { en: 'values trained', zh: '训练过的值' },
  bytes: { en: 'Where the bytes of the shared net go', zh: '共享后的文件里，字节都花在哪里' },
  layer: { en: 'Layer', zh: '层' },
  weights: { en: 'Weights', zh: '权重' },
  inFile: { en: 'In the file', zh: '文件中' },
  perWeight: { en: 'Bits for a weight', zh: '每个权重的位数' },
  asDense: { en: 'As a dense table', zh: '按稠密表存' },
  books: { en: 'Codebooks', zh: '码本' },
  rest: { en: 'Header and biases', zh: '文件头与偏置' },
} as const;

/** The ledgers of the lesson's nets side by side; the files themselves out and in. */
export function LedgerFigure() {
  const { sharing } = useSharing();
  const say = useWords(words);
  const dense = useModel(SLOTS.dense);
  const shared = useModel(SLOTS.shared);
  const tuned = useModel(SLOTS.tuned);
  const file = useModel(SLOTS.file);
  return (
    <div className={styles.panel}>
      <NetScales
        name={sharing.model}
        nets={[
          { id: 'dense', label: say('dense'), variant: 'dense', slot: SLOTS.dense, model: dense },
          { id: 'shared', label: say('shared'), variant: 'shared', slot: SLOTS.shared, model: shared },
          { id: 'tuned', label: say('tuned'), variant: 'retrained', slot: SLOTS.tuned, model: tuned },
        ]}
        file={{ slot: SLOTS.file, model: file }}
        details={shared.ledger !== null && <Bytes ledger={shared.ledger} />}
        controls={<SharingControls hasPrune />}
      />
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
