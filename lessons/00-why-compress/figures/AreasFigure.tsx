import { AreaPack } from '../../../src/plots/areas/AreaPack.tsx';
import { RowBars } from '../../../src/plots/rows/RowBars.tsx';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { OPERATION_LABELS, OPERATIONS, READ_LABELS, READS, type ReadId, WIDTHS } from '../lab/table.ts';
import { COUNT, OPERATION, READ } from './dials.ts';

const words = {
  title: { en: 'How many go into one read?', zh: '一次读取顶多少次运算？' },
  finding: {
    en: '{count} × {operation} are {share} of {read}.',
    zh: '{count} 次{operation}的能量是{read}的 {share}。',
  },
  areas: { en: 'Areas', zh: '面积' },
  scale: { en: 'In powers of ten', zh: '对数坐标' },
  table: { en: 'The table', zh: '数据表' },
  square: { en: 'the square: {read}, {pj}\u00a0pJ', zh: '方框：{read}，{pj}\u00a0pJ' },
  cell: { en: '{operation}, {pj}\u00a0pJ', zh: '{operation}，{pj}\u00a0pJ' },
  energies: { en: 'Energy of one operation, 45 nm', zh: '一次操作的能量（45 nm）' },
  scaleFinding: {
    en: 'From {least} pJ for {cheapest} to {most} pJ for {dearest}.',
    zh: '从{cheapest}的 {least} pJ 到{dearest}的 {most} pJ。',
  },
  picojoules: { en: 'energy (pJ)', zh: '能量（pJ）' },
  operation: { en: 'operation', zh: '操作' },
  howMany: { en: 'count', zh: '次数' },
  together: { en: 'All together', zh: '合计' },
  share: { en: 'Of one read', zh: '占一次读取' },
  fits: { en: 'Fit into it', zh: '正好装满' },
  add: { en: 'add', zh: '加法' },
  multiply: { en: 'multiply', zh: '乘法' },
} as const;

/** What is packed into what, as the reader has it. */
function usePacking() {
  const [operation] = useDial(OPERATION);
  const [read] = useDial(READ);
  const [count] = useDial(COUNT);
  const [part, whole] = [OPERATIONS[operation], READS[read]];
  return { operation, read, count, part, whole, share: (count * part) / whole };
}

/** Operations packed into a read, in true proportion; the whole table on a logarithmic axis. */
export function AreasFigure() {
  const { count, part, whole, share } = usePacking();
  const say = useWords(words);
  const { integer, percent, decimal } = useFormats();
  return (
    <FigurePanel
      id="areas"
      controls={
        <>
          <Dial of={OPERATION} />
          <Dial of={READ} />
          <Dial of={COUNT} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('together'), value: `${decimal(count * part, 1)} pJ` },
            { label: say('share'), value: percent(share, share < 0.1 ? 2 : 0) },
            { label: say('fits'), value: integer(whole / part) },
          ]}
        />
      }
      views={[
        { id: 'areas', label: say('areas'), content: <Pack /> },
        { id: 'scale', label: say('scale'), content: <Ladder /> },
        { id: 'table', label: say('table'), grows: true, content: <EnergyTable /> },
      ]}
    />
  );
}

function Pack() {
  const { operation, read, count, part, whole, share } = usePacking();
  const [, setCount] = useDial(COUNT);
  const say = useWords(words);
  const sayOperation = useWords(OPERATION_LABELS);
  const sayRead = useWords(READ_LABELS);
  const { integer, percent } = useFormats();
  const names = { operation: sayOperation(operation), read: sayRead(read) };
  return (
    <AreaPack
      id="areas-pack"
      title={say('title')}
      finding={say('finding', { ...names, count: integer(count), share: percent(share, 2) })}
      whole={{ label: say('square', { ...names, pj: String(whole) }), value: whole, variant: 'quantized' }}
      part={{ label: say('cell', { ...names, pj: String(part) }), value: part, variant: 'pruned' }}
      count={count}
      onCount={setCount}
      columns={[say('operation'), say('picojoules'), say('howMany')]}
    />
  );
}

/** All operations of the table and both reads, each a point. */
function Ladder() {
  const { operation, read } = usePacking();
  const say = useWords(words);
  const sayOperation = useWords(OPERATION_LABELS);
  const sayRead = useWords(READ_LABELS);
  const { decimal } = useFormats();
  const rows = [
    ...Object.entries(OPERATIONS).map(([id, pj]) => ({
      ...{ id, label: sayOperation(id as keyof typeof OPERATION_LABELS) },
      ...{ variant: id === operation ? ('pruned' as const) : ('muted' as const), values: [pj] },
    })),
    ...Object.entries(READS).map(([id, pj]) => ({
      ...{ id, label: sayRead(id as ReadId) },
      ...{ variant: id === read ? ('quantized' as const) : ('muted' as const), values: [pj] },
    })),
  ].sort((a, b) => a.values[0]! - b.values[0]!);
  const [first, last] = [rows[0]!, rows.at(-1)!];
  return (
    <RowBars
      id="areas-scale"
      title={say('energies')}
      finding={say('scaleFinding', {
        ...{ cheapest: first.label, least: String(first.values[0]) },
        ...{ dearest: last.label, most: String(last.values[0]) },
      })}
      rows={rows}
      parts={[{ id: 'energy', label: say('picojoules') }]}
      scale="log"
      valueLabel={say('picojoules')}
      rowLabel={say('operation')}
      format={(value) => decimal(value, 2)}
    />
  );
}

function EnergyTable() {
  const say = useWords(words);
  const sayRead = useWords(READ_LABELS);
  const toCells = (kind: 'add' | 'multiply') =>
    WIDTHS.map((width) => {
      const pj = (OPERATIONS as Readonly<Record<string, number>>)[`${kind}-${width}`];
      return pj === undefined ? '–' : String(pj);
    });
  return (
    <>
      <NumberTable
        title={say('energies')}
        columns={[say('picojoules'), ...WIDTHS]}
        rows={(['add', 'multiply'] as const).map((kind) => ({
          ...{ id: kind, header: say(kind), cells: toCells(kind) },
        }))}
      />
      <NumberTable
        title={say('energies')}
        columns={[say('operation'), say('picojoules')]}
        rows={Object.entries(READS).map(([id, pj]) => ({
          ...{ id, header: sayRead(id as ReadId), cells: [String(pj)] },
        }))}
      />
    </>
  );
}
