import { useMemo, useState } from 'react';
import { countCodes, countGaps, describeCode, toColumns } from '../../../src/math/codefacts.ts';
import { codeBits, describePlaces } from '../../../src/math/codelength.ts';
import { countNonZeros } from '../../../src/math/sparsity.ts';
import { IntervalChart } from '../../../src/plots/interval/IntervalChart.tsx';
import { useFileMap } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Player } from '../../parts/figures/Player.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFile } from '../../parts/file/useFile.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { sumBits } from '../lab/regions.ts';
import { NetMissing, NetNote } from './NetMissing.tsx';
import { useShownKernel, useShownNet } from './shown.ts';

const words = {
  more: { en: 'Ten cells', zh: '走十格' },
  interval: { en: 'The range', zh: '区间' },
  title: { en: 'A range that narrows: is there a weight?', zh: '不断收窄的区间：这里有没有权重？' },
  finding: {
    en: 'After {cells} cells the range reaches from {low} to {high}; a number in it takes {bits} bits.',
    zh: '走了 {cells} 格，区间剩下 {low} 到 {high}，其中一个数要 {bits} 位。',
  },
  bitsView: { en: 'Bits a weight', zh: '每个权重的位数' },
  spent: { en: 'Bits so far', zh: '已用的位数' },
  whole: { en: 'With a whole bit for each cell', zh: '每格一整位' },
  cells: { en: 'cells, with a weight: {weights}', zh: '格，有权重的 {weights} 格' },
  parts: { en: 'What is left of the range', zh: '剩下的区间' },
  onePart: { en: 'one part in {parts}', zh: '{parts} 分之一' },
  table: { en: 'Bits for each weight that is left, in {layer}', zh: '{layer} 中每个留下的权重占几位' },
  part: { en: 'Part', zh: '部分' },
  positions: { en: 'where it stands', zh: '位置' },
  codes: { en: 'which value', zh: '取哪个值' },
  both: { en: 'together', zh: '合计' },
  raw: { en: 'fixed', zh: '定长' },
  huffman: { en: 'Huffman', zh: '哈夫曼' },
  entropy: { en: 'entropy', zh: '熵' },
  arithmetic: { en: 'arithmetic', zh: '算术' },
  working: { en: 'Writing the files', zh: '正在写文件' },
} as const;

const MOST_CELLS = 400;
/** For each cell while playing: time to see the range narrow. */
const FRAME_MS = 700;
/** Beyond so many bits a number of parts says nothing to anybody. */
const MOST_SPELT = 40;

/** The interval on the live layer's positions, and what each coding really takes. */
export function ArithmeticFigure() {
  const { kernel, layer, choice } = useShownKernel();
  return kernel === undefined ? <NetMissing /> : <Interval key={layer} kernel={kernel} choice={choice} />;
}

interface IntervalProps {
  readonly kernel: Kernel;
  readonly choice: ReturnType<typeof useShownKernel>['choice'];
}

/** The layer's cells from a place with weights on, each narrowing the range by how likely it was. */
function Interval({ kernel, choice }: IntervalProps) {
  const places = useMemo(() => describePlaces(kernel.values), [kernel]);
  const bits = useMemo(() => codeBits(kernel.values, places, MOST_CELLS), [kernel, places]);
  const [done, setDone] = useState(1);
  const passed = bits.slice(0, done);
  const spent = passed.reduce((sum, { cost }) => sum + cost, 0);
  const weights = passed.filter(({ isWeight }) => isWeight).length;
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const parts = spent < 10 ? decimal(2 ** spent, 2) : integer(2 ** spent);
  return (
    <FigurePanel
      id="arithmetic"
      controls={<LayerChoice {...choice} />}
      actions={
        <>
          <Player at={done} last={bits.length} onMove={setDone} frameMs={FRAME_MS} />
          <Button isDisabled={done >= bits.length} onPress={() => setDone(Math.min(bits.length, done + 10))}>
            {say('more')}
          </Button>
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('spent'), value: decimal(spent, 2) },
            { label: say('whole'), value: integer(done), detail: say('cells', { weights }) },
            ...(spent < MOST_SPELT ? [{ label: say('parts'), value: say('onePart', { parts }) }] : []),
          ]}
        />
      }
      note={<NetNote />}
      views={[
        {
          id: 'interval',
          label: say('interval'),
          content: (
            <IntervalChart
              id="interval"
              title={say('title')}
              toFinding={(left) => say('finding', { cells: integer(done), ...left, bits: decimal(spent, 2) })}
              bits={passed}
              density={places.density}
            />
          ),
        },
        { id: 'bits', label: say('bitsView'), grows: true, content: <BitsTable kernel={kernel} /> },
      ]}
    />
  );
}

/** Wide enough that hardly a run of zeros needs two codes. */
const GAP_BITS = 10;

/** The fewest bits that positions and codes can take, for each weight that is left. */
function measureFloors({ values, shape }: Kernel, kept: number) {
  const codes = countCodes(values);
  // The file may count by rows or by columns: so may the floor.
  const floors = [values, toColumns(values, shape.at(-1) ?? 1)].map((cells) => {
    const gaps = describeCode(countGaps(cells, GAP_BITS), 15);
    return ((gaps?.entropy ?? 0) * (gaps?.symbols ?? 0)) / Math.max(1, kept);
  });
  return {
    indices: Math.min(...floors),
    weights: codes === null ? 0 : (describeCode(codes, 15)?.entropy ?? 0),
  };
}

const PARTS = [
  { id: 'positions', parts: ['indices'] },
  { id: 'codes', parts: ['weights'] },
  { id: 'both', parts: ['indices', 'weights'] },
] as const;

function BitsTable({ kernel }: { readonly kernel: Kernel }) {
  const { slot } = useShownNet();
  const raw = useFileMap(useFile(slot, 'raw')).answer;
  const huffman = useFileMap(useFile(slot, 'huffman')).answer;
  const arithmetic = useFileMap(useFile(slot, 'arithmetic')).answer;
  const kept = useMemo(() => countNonZeros(kernel.values), [kernel]);
  const floors = useMemo(() => measureFloors(kernel, kept), [kernel, kept]);
  const say = useWords(words);
  const { decimal } = useFormats();
  if (raw === null || huffman === null || arithmetic === null || kept === 0)
    return <p className={styles.small}>{say('working')}</p>;
  return (
    <NumberTable
      title={say('table', { layer: kernel.layer })}
      columns={[say('part'), say('raw'), say('huffman'), say('entropy'), say('arithmetic')]}
      rows={PARTS.map(({ id, parts }) => {
        const inFile = (anatomy: typeof raw) => sumBits(anatomy, kernel.name, parts) / kept;
        const floor = parts.reduce((sum, part) => sum + floors[part], 0);
        const bits = [inFile(raw), inFile(huffman), floor, inFile(arithmetic)];
        return { id, header: say(id), cells: bits.map((each) => decimal(each, 2)) };
      })}
    />
  );
}
