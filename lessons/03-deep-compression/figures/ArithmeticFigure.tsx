import { useMemo, useState } from 'react';
import { countNonZeros } from '../../../src/math/sparsity.ts';
import type { FileAnatomy } from '../../../src/protocol/anatomy.ts';
import { useFileMap } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Player } from '../../parts/figures/Player.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import type { Kernel } from '../../parts/kernels.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { countCodes, countGaps, describeCode, toColumns } from '../lab/codes.ts';
import { useFile } from '../lab/file.ts';
import { codeBits, describePlaces } from '../lab/interval.ts';
import { IntervalChart } from './IntervalChart.tsx';
import { NetMissing, NetNote } from './NetMissing.tsx';
import { useShownKernel, useShownNet } from './shown.ts';

const words = {
  more: { en: 'Ten cells', zh: '走十格' },
  interval: { en: 'The range', zh: '区间' },
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
            {
              label: say('whole'),
              value: integer(done),
              detail: say('cells', { weights: integer(weights) }),
            },
            ...(spent < MOST_SPELT
              ? [
                  {
                    label: say('parts'),
                    value: say('onePart', {
                      parts: spent < 10 ? decimal(2 ** spent, 2) : integer(2 ** spent),
                    }),
                  },
                ]
              : []),
          ]}
        />
      }
      note={<NetNote />}
      views={[
        {
          id: 'interval',
          label: say('interval'),
          content: <IntervalChart bits={passed} density={places.density} spent={spent} />,
        },
        { id: 'bits', label: say('bitsView'), grows: true, content: <BitsTable kernel={kernel} /> },
      ]}
    />
  );
}

/** Positions and codes of one kernel in a file, in bits. */
function sumBits(anatomy: FileAnatomy, tensor: string, part: 'indices' | 'weights'): number {
  return anatomy.regions
    .filter((region) => region.tensor === tensor && region.part === part)
    .reduce((sum, { bits }) => sum + bits, 0);
}

/** Wide enough that hardly a run of zeros needs two codes. */
const GAP_BITS = 10;

const CODINGS = ['raw', 'huffman', 'arithmetic'] as const;

function BitsTable({ kernel }: { readonly kernel: Kernel }) {
  const { slot } = useShownNet();
  const maps = {
    raw: useFileMap(useFile(slot, 'raw')).answer,
    huffman: useFileMap(useFile(slot, 'huffman')).answer,
    arithmetic: useFileMap(useFile(slot, 'arithmetic')).answer,
  };
  const facts = useMemo(() => {
    const kept = countNonZeros(kernel.values);
    const codes = countCodes(kernel.values);
    // The file may count by rows or by columns: so may the floor.
    const floors = [kernel.values, toColumns(kernel)].map((cells) => {
      const gaps = describeCode(countGaps(cells, GAP_BITS), 15);
      return ((gaps?.entropy ?? 0) * (gaps?.symbols ?? 0)) / Math.max(1, kept);
    });
    return {
      kept,
      positions: Math.min(...floors),
      codes: codes === null ? 0 : (describeCode(codes, 15)?.entropy ?? 0),
    };
  }, [kernel]);
  const say = useWords(words);
  const { decimal } = useFormats();
  const { raw, huffman, arithmetic } = maps;
  if (raw === null || huffman === null || arithmetic === null || facts.kept === 0)
    return <p className={styles.small}>{say('working')}</p>;
  const files = { raw, huffman, arithmetic };
  const rows = [
    { id: 'positions' as const, part: 'indices' as const, entropy: facts.positions },
    { id: 'codes' as const, part: 'weights' as const, entropy: facts.codes },
  ];
  const perWeight = (coding: (typeof CODINGS)[number], part: 'indices' | 'weights') =>
    sumBits(files[coding], kernel.name, part) / facts.kept;
  const write = (raws: number, huffmans: number, entropy: number, arithmetics: number) =>
    [raws, huffmans, entropy, arithmetics].map((value) => decimal(value, 2));
  return (
    <NumberTable
      title={say('table', { layer: kernel.layer })}
      columns={[say('part'), say('raw'), say('huffman'), say('entropy'), say('arithmetic')]}
      rows={[
        ...rows.map(({ id, part, entropy }) => ({
          id,
          header: say(id),
          cells: write(
            perWeight('raw', part),
            perWeight('huffman', part),
            entropy,
            perWeight('arithmetic', part),
          ),
        })),
        {
          id: 'both',
          header: say('both'),
          cells: write(
            perWeight('raw', 'indices') + perWeight('raw', 'weights'),
            perWeight('huffman', 'indices') + perWeight('huffman', 'weights'),
            facts.positions + facts.codes,
            perWeight('arithmetic', 'indices') + perWeight('arithmetic', 'weights'),
          ),
        },
      ]}
    />
  );
}
