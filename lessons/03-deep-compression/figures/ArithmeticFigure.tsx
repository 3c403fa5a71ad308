import { useMemo, useState } from 'react';
import { countNonZeros } from '../../../src/math/sparsity.ts';
import type { FileAnatomy } from '../../../src/protocol/anatomy.ts';
import { useFileMap } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import type { Kernel } from '../../parts/kernels.ts';
import { useShownLayer } from '../../parts/layers.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { countCodes, countGaps, describeCode, toColumns } from '../lab/codes.ts';
import { useFile } from '../lab/file.ts';
import { type CodedBit, codeBits, describePlaces } from '../lab/interval.ts';
import { useShownKernels, useShownNet } from '../lab/net.ts';
import own from './deep.module.css';
import { NetMissing, NetNote } from './NetMissing.tsx';

const words = {
  title: { en: 'A range that narrows: is there a weight?', zh: '不断收窄的区间：这里有没有权重？' },
  no: { en: 'no', zh: '无' },
  yes: { en: 'yes', zh: '有' },
  cell: { en: 'cell {place}', zh: '第 {place} 格' },
  cost: { en: '{bits} bits', zh: '{bits} 位' },
  next: { en: 'Next cell', zh: '下一格' },
  more: { en: 'Ten cells', zh: '走十格' },
  restart: { en: 'From the start', zh: '从头再来' },
  said: {
    en: 'Bits so far: {bits}. Cells so far: {cells}, with a weight: {weights}. With a whole bit for each cell: {cells}.',
    zh: '到这里共 {bits} 位：写了 {cells} 格，有权重的 {weights} 格。若每格用一整位，就是 {cells} 位。',
  },
  range: {
    en: 'What is left of the range is one part in {parts}.',
    zh: '剩下的区间是原来的 {parts} 分之一。',
  },
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

/** The interval on the live layer's positions, and what each coding really takes. */
export function ArithmeticFigure() {
  const kernels = useShownKernels();
  const layers = useMemo(() => kernels.map(({ layer }) => layer), [kernels]);
  const [layer, showLayer] = useShownLayer(layers);
  const kernel = kernels.find((each) => each.layer === layer);
  if (kernel === undefined) return <NetMissing />;
  return (
    <div className={styles.panel}>
      <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
      <Interval key={layer} kernel={kernel} />
      <BitsTable kernel={kernel} />
      <NetNote />
    </div>
  );
}

const SHOWN_CELLS = 7;
const MOST_CELLS = 400;
/** Beyond so many bits a number of parts says nothing to anybody. */
const MOST_SPELT = 40;

/** The layer's cells from a place with weights on, each narrowing the range by how likely it was. */
function Interval({ kernel }: { readonly kernel: Kernel }) {
  const places = useMemo(() => describePlaces(kernel.values), [kernel]);
  const bits = useMemo(() => codeBits(kernel.values, places, MOST_CELLS), [kernel, places]);
  const [done, setDone] = useState(1);
  const shown = bits.slice(Math.max(0, done - SHOWN_CELLS), done);
  const spent = bits.slice(0, done).reduce((sum, { cost }) => sum + cost, 0);
  const weights = bits.slice(0, done).filter(({ isWeight }) => isWeight).length;
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  return (
    <div className={styles.panel}>
      <ol className={own.scales} aria-label={say('title')}>
        {shown.map((bit) => (
          <IntervalRow key={bit.place} bit={bit} density={places.density} />
        ))}
      </ol>
      <p className={own.said} role="status">
        {say('said', { cells: integer(done), weights: integer(weights), bits: decimal(spent, 2) })}{' '}
        {spent < MOST_SPELT &&
          say('range', { parts: spent < 10 ? decimal(2 ** spent, 2) : integer(2 ** spent) })}
      </p>
      <div className={styles.buttons}>
        <Button kind="primary" isDisabled={done >= bits.length} onPress={() => setDone(done + 1)}>
          {say('next')}
        </Button>
        <Button isDisabled={done >= bits.length} onPress={() => setDone(Math.min(bits.length, done + 10))}>
          {say('more')}
        </Button>
        <Button kind="quiet" onPress={() => setDone(1)}>
          {say('restart')}
        </Button>
      </div>
    </div>
  );
}

function IntervalRow({ bit, density }: { readonly bit: CodedBit; readonly density: number }) {
  const say = useWords(words);
  const { decimal, percent } = useFormats();
  return (
    <li>
      <span>{say('cell', { place: bit.place })}</span>
      <span className={own.scale}>
        <span style={{ flexGrow: 1 - density }} data-taken={!bit.isWeight || undefined}>
          {say('no')} {percent(1 - density, 0)}
        </span>
        <span style={{ flexGrow: density }} data-taken={bit.isWeight || undefined}>
          {say('yes')}
        </span>
      </span>
      <span>{say('cost', { bits: decimal(bit.cost, 2) })}</span>
    </li>
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
