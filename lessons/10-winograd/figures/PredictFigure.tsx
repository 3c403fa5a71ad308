import { countTile } from '../../../src/math/winograd/tile.ts';
import { deriveTransforms } from '../../../src/math/winograd/transforms.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { useGuess, useSide } from '../lesson.ts';
import { SideControl } from './SideControl.tsx';

const words = {
  title: { en: 'What one tile takes', zh: '一块要算多少' },
  part: { en: 'Counted', zh: '计数' },
  direct: { en: 'products, directly', zh: '直接算的乘法' },
  products: { en: 'products in a tile', zh: '分块算的乘法' },
  input: { en: 'additions on the way in', zh: '输入变换的加法' },
  output: { en: 'additions on the way out', zh: '输出变换的加法' },
  size: { en: '{side} × {side} outputs', zh: '{side} × {side} 个输出' },
  waits: { en: 'Guess first, in the text.', zh: '先在正文里猜一猜。' },
  times: { en: 'Fewer products', zh: '乘法少到几分之一' },
  value: { en: '{times} times', zh: '{times} 分之一' },
} as const;

/** Products and additions of one tile and one channel; the products wait for the guess. */
export function PredictFigure() {
  const { isOpen } = useGuess();
  const side = useSide();
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const counts = ([2, 4] as const).map((each) => ({ side: each, ...countTile(deriveTransforms(each, 3)) }));
  const shown = counts.find((each) => each.side === side)!;
  const open = (value: number) => (isOpen ? integer(value) : '?');
  const rows = [
    { id: 'direct' as const, cells: counts.map(({ direct }) => integer(direct)) },
    { id: 'products' as const, cells: counts.map(({ products }) => open(products)) },
    { id: 'input' as const, cells: counts.map(({ inputAdditions }) => open(inputAdditions)) },
    { id: 'output' as const, cells: counts.map(({ outputAdditions }) => open(outputAdditions)) },
  ];
  return (
    <FigurePanel
      id="predict"
      controls={<SideControl />}
      readout={
        <Readout
          items={[
            { label: say('direct'), value: integer(shown.direct) },
            { label: say('products'), value: open(shown.products) },
            {
              label: say('times'),
              value: isOpen ? say('value', { times: decimal(shown.direct / shown.products, 2) }) : '?',
            },
          ]}
        />
      }
      note={isOpen ? undefined : <p>{say('waits')}</p>}
      grows
    >
      <NumberTable
        title={say('title')}
        columns={[say('part'), ...counts.map((each) => say('size', { side: integer(each.side) }))]}
        rows={rows.map(({ id, cells }) => ({ id, header: say(id), cells, isShown: id === 'products' }))}
      />
    </FigurePanel>
  );
}
