import { useModel } from '../../../src/state/hooks.ts';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { LedgerFigure, slots, useFileGuess, useTimeGuess } from '../lesson.ts';
import { SharingControls } from './SharingControls.tsx';

const words = {
  bytes: { en: 'Where its bytes go', zh: '字节花在哪里' },
  title: { en: 'Where the bytes of the shared net go', zh: '共享后的文件里，字节都花在哪里' },
  layer: { en: 'Layer', zh: '层' },
  weights: { en: 'Weights', zh: '权重' },
  inFile: { en: 'In the file', zh: '文件中' },
  perWeight: { en: 'Bits for a weight', zh: '每个权重的位数' },
  asDense: { en: 'As a dense table', zh: '按稠密表存' },
  books: { en: 'Codebooks', zh: '码本' },
  rest: { en: 'Header and biases', zh: '文件头与偏置' },
} as const;

/** The nets on the scales, and the shared net's codes, codebooks and rest, layer by layer. */
export function ScalesFigure() {
  const isFileGuessed = useFileGuess().isOpen;
  const isTimeGuessed = useTimeGuess().isOpen;
  const say = useWords(words);
  return (
    <LedgerFigure
      isHeld={!isFileGuessed || !isTimeGuessed}
      controls={<SharingControls hasPrune />}
      details={[{ id: 'bytes', label: say('bytes'), content: <Bytes /> }]}
    />
  );
}

function Bytes() {
  const ledger = useModel(slots.shared, (state) => state.ledger);
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  if (ledger === null) return null;
  const { fileParts } = ledger;
  const toRest = (id: 'books' | 'rest', bytes: number) => ({
    id,
    header: say(id),
    cells: ['', integer(bytes), '', ''],
  });
  return (
    <NumberTable
      title={say('title')}
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
        toRest('books', fileParts.codebooks),
        toRest('rest', fileParts.header + fileParts.biases),
      ]}
    />
  );
}
