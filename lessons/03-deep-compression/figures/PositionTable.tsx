import type { PositionSize } from '../../../src/protocol/anatomy.ts';
import { usePositionSizes } from '../../../src/state/hooks.ts';
import styles from '../../parts/figures/figures.module.css';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { useShownKernels, useShownNet } from './shown.ts';

const words = {
  title: { en: 'Bytes of the positions, written in each way', zh: '用各种办法写出的位置，各占多少字节' },
  way: { en: 'Way', zh: '办法' },
  note: {
    en: 'The least of each layer stands in bold. The file takes it, layer by layer.',
    zh: '每层最少的用粗体。写文件时，每层各取最省的办法。',
  },
} as const;

/** The ways, as they stand below each other. */
const WAYS = {
  bitmap: { en: 'bitmap', zh: '位图' },
  relative: {
    en: 'the paper’s relative index, fillers’ zeros not counted',
    zh: '论文的相对索引（不计填充零的编码）',
  },
  gaps: { en: 'gaps, by rows', zh: '间隔，逐行' },
  gapsColumns: { en: 'gaps, by columns', zh: '间隔，逐列' },
  lists: { en: 'CSR: lists by rows', zh: 'CSR：逐行列表' },
  listsColumns: { en: 'CSC: lists by columns', zh: 'CSC：逐列列表' },
  huffmanGaps: { en: 'Huffman-coded gaps, by rows', zh: '哈夫曼编码的间隔，逐行' },
  huffmanGapsColumns: { en: 'Huffman-coded gaps, by columns', zh: '哈夫曼编码的间隔，逐列' },
  all: { en: 'nothing to write: no zeros', zh: '不用写：没有零' },
} as const;
type WayName = keyof typeof WAYS;

function toWay({ coding, byColumns }: PositionSize): WayName {
  // A bitmap is as long by rows as by columns.
  return byColumns && coding !== 'bitmap' ? (`${coding}Columns` as WayName) : coding;
}

/** Every way to write each layer's positions, by its real bytes. */
export function PositionTable() {
  const kernels = useShownKernels();
  const say = useWords(words);
  const sayWay = useWords(WAYS);
  // One question a layer; the nets of this lesson have four at most.
  const sizes = [
    useSizes(kernels[0]?.name),
    useSizes(kernels[1]?.name),
    useSizes(kernels[2]?.name),
    useSizes(kernels[3]?.name),
  ].slice(0, kernels.length);
  const { integer } = useFormats();
  const used = (Object.keys(WAYS) as WayName[]).filter((way) => sizes.some((each) => each.has(way)));
  return (
    <>
      <NumberTable
        title={say('title')}
        columns={[say('way'), ...kernels.map(({ layer }) => layer)]}
        rows={used.map((way) => ({
          id: way,
          header: sayWay(way),
          cells: sizes.map((each) => {
            const bytes = each.get(way);
            if (bytes === undefined) return '–';
            const isLeast = bytes === Math.min(...each.values());
            return isLeast ? <strong key={way}>{integer(bytes)}</strong> : integer(bytes);
          }),
        }))}
      />
      <p className={styles.small}>{say('note')}</p>
    </>
  );
}

function useSizes(tensor: string | undefined): ReadonlyMap<WayName, number> {
  const { slot } = useShownNet();
  const { answer, previous } = usePositionSizes(slot, tensor ?? null);
  const sizes = answer ?? previous?.answer ?? [];
  return new Map(sizes.map((size) => [toWay(size), size.bytes]));
}
