import { CODE_BITS } from '../../../src/math/eie/columns.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choice } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { columnParam, listEntries, PAPER_COLUMN, pressCell, ROWS } from '../lab/column.ts';
import styles from './eie.module.css';

const words = {
  column: { en: 'The column: press a row', zh: '这一列：按一行改它的编号' },
  cell: { en: 'Row {row}: {code}', zh: '第 {row} 行：{code}' },
  paper: { en: 'The paper’s column', zh: '论文的例子' },
  clear: { en: 'All zero', zh: '全部清零' },
  entries: { en: 'Entries', zh: '条目' },
  fillers: { en: 'Fillers', zh: '填充零' },
  bits: { en: 'Bits', zh: '位数' },
  dense: { en: 'As float32', zh: '用 float32' },
  title: { en: 'The column as it is stored', zh: '这一列的存储形式' },
  element: { en: 'element', zh: '处理单元' },
  value: { en: 'code v', zh: '编号 v' },
  zeros: { en: 'zeros z', zh: '零的个数 z' },
  stored: { en: 'stored', zh: '存成' },
  row: { en: 'leads to row', zh: '落在哪一行' },
  filler: { en: '{row}, filler', zh: '{row}，填充零' },
} as const;

const DEALT = choice('dealt', {
  initial: 'one',
  label: { en: 'Dealt out to', zh: '分给几个单元' },
  options: { one: { en: '1', zh: '1' }, two: { en: '2', zh: '2' }, four: { en: '4', zh: '4' } },
});
const COUNTS = { one: 1, two: 2, four: 4 } as const;

/** The reader's column and the elements that it is dealt out to. */
export function useColumn() {
  const [codes, setCodes] = useLinkState('column', columnParam);
  const [dealt] = useDial(DEALT);
  return { codes, setCodes, elements: COUNTS[dealt] };
}

/** A column to press, and how it is stored: codes, zeros before each, fillers. */
export function ColumnFigure() {
  const { codes, setCodes, elements } = useColumn();
  const entries = listEntries(codes, elements);
  const fillers = new Set(entries.filter(({ value }) => value === 0).map(({ row }) => row));
  const say = useWords(words);
  const { integer } = useFormats();
  const toBits = (value: number) => value.toString(2).padStart(CODE_BITS, '0');
  return (
    <FigurePanel
      id="column"
      controls={
        <>
          <Dial of={DEALT} />
          <Button onPress={() => setCodes(PAPER_COLUMN)}>{say('paper')}</Button>
          <Button kind="quiet" onPress={() => setCodes(new Uint8Array(ROWS))}>
            {say('clear')}
          </Button>
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('entries'), value: integer(entries.length) },
            { label: say('fillers'), value: integer(fillers.size) },
            { label: say('bits'), value: integer(2 * CODE_BITS * entries.length) },
            { label: say('dense'), value: integer(32 * ROWS) },
          ]}
        />
      }
      note={<Cells codes={codes} fillers={fillers} onChange={setCodes} />}
      grows
    >
      <NumberTable
        title={say('title')}
        columns={[say('element'), say('value'), say('zeros'), say('stored'), say('row')]}
        rows={entries.map(({ element, value, zeros, row }) => ({
          id: `${element}-${row}`,
          header: `PE ${element}`,
          cells: [
            value,
            zeros,
            `${toBits(value)} ${toBits(zeros)}`,
            value === 0 ? say('filler', { row: row + 1 }) : row + 1,
          ],
        }))}
      />
    </FigurePanel>
  );
}

interface CellsProps {
  readonly codes: Uint8Array;
  /** Rows that a filler stands on. */
  readonly fillers: ReadonlySet<number>;
  readonly onChange: (codes: Uint8Array) => void;
}

/** The column's rows to press. */
function Cells({ codes, fillers, onChange }: CellsProps) {
  const say = useWords(words);
  return (
    <fieldset className={styles.cells} aria-label={say('column')}>
      {Array.from(codes, (code, row) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its row
          key={row}
          type="button"
          data-kind={code > 0 ? 'weight' : fillers.has(row) ? 'filler' : 'zero'}
          aria-label={say('cell', { row: row + 1, code })}
          onClick={() => onChange(pressCell(codes, row))}
        >
          {code}
        </button>
      ))}
    </fieldset>
  );
}
