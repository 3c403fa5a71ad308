import { useMemo } from 'react';
import { countNonZeros } from '../../../src/math/sparsity.ts';
import type { FileAnatomy } from '../../../src/protocol/anatomy.ts';
import { useFileMap } from '../../../src/state/hooks.ts';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { useFile } from '../../parts/file/useFile.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { sumBits } from '../lab/regions.ts';
import { NetChoice, useDenseWrong, useSettings } from '../lesson.ts';
import { PUBLISHED, type PublishedRow } from '../published.ts';
import { STAGE_LOOKS } from '../stages.ts';
import deep from './deep.module.css';
import { NetMissing, NetNote, useIsNetMissing } from './NetMissing.tsx';
import { useShownKernels, useShownNet } from './shown.ts';

const words = {
  whole: { en: 'The whole net', zh: '整个网络' },
  byLayer: { en: 'Layer by layer', zh: '逐层' },
  layers: { en: 'Layer by layer, pruned, shared and Huffman-coded', zh: '逐层：剪枝、共享、哈夫曼编码之后' },
  what: { en: 'What', zh: '项目' },
  paper: { en: 'paper', zh: '论文' },
  yours: { en: 'here', zh: '这里' },
  before: { en: 'error before', zh: '压缩前错误率' },
  after: { en: 'error after', zh: '压缩后错误率' },
  dense: { en: 'dense file', zh: '原文件' },
  small: { en: 'small file', zh: '小文件' },
  times: { en: '{times} times smaller', zh: '压缩比 {times}' },
  layer: { en: 'Layer', zh: '层' },
  kept: { en: 'kept', zh: '留下' },
  weightBits: { en: 'bits a code', zh: '编号位数' },
  indexBits: { en: 'bits a place', zh: '位置位数' },
  rate: { en: 'of dense', zh: '占原来' },
  total: { en: 'all', zh: '合计' },
  ink: {
    en: 'Layer by layer, Huffman-coded: the paper in grey, this net in bold.',
    zh: '逐层，哈夫曼编码之后：灰色是论文，粗体是这个网络。',
  },
  slip: {
    en: '5.1 bits in all, though no layer has more than 4.4: so it is printed in the paper.',
    zh: '合计 5.1 位，而每层都不超过 4.4 位：论文原文就是这样印的。',
  },
} as const;

/** The paper's tables with the shown net's own numbers in between. */
export function PublishedFigure() {
  const isMissing = useIsNetMissing();
  const say = useWords(words);
  if (isMissing) return <NetMissing />;
  return (
    <FigurePanel
      id="published"
      controls={<NetChoice />}
      note={<NetNote />}
      views={[
        { id: 'whole', label: say('whole'), grows: true, content: <WholeNet /> },
        { id: 'layers', label: say('byLayer'), grows: true, content: <Layers /> },
      ]}
    />
  );
}

const STAGES = ['pruned', 'shared', 'huffman'] as const;

function WholeNet() {
  const { model } = useSettings().settings;
  const { ledgers } = useShownNet();
  const published = PUBLISHED[model];
  const last = ledgers.huffman;
  const dense = useDenseWrong();
  const say = useWords(words);
  const text = useText();
  const { percent, decimal, bytes } = useFormats();
  const toRow = (id: string, header: string, paper: string, own: string | null | undefined) => ({
    id,
    header,
    cells: [paper, (last && own) ?? '–'],
  });
  return (
    <NumberTable
      title={say('whole')}
      columns={[say('what'), say('paper'), say('yours')]}
      rows={[
        toRow('after', say('after'), percent(published.errorAfter, 2), last && percent(last.error, 2)),
        toRow('before', say('before'), percent(published.errorBefore, 2), dense && percent(dense.error, 2)),
        toRow('dense', say('dense'), bytes(published.bytesBefore), last && bytes(last.denseFileBytes)),
        toRow('small', say('small'), bytes(published.bytesAfter), last && bytes(last.fileBytes)),
        ...STAGES.map((stage, i) => {
          const sayTimes = (times: string | number) => say('times', { times });
          const ledger = ledgers[stage];
          const own = ledger && sayTimes(decimal(ledger.denseFileBytes / ledger.fileBytes, 1));
          return toRow(stage, text(STAGE_LOOKS[stage].listed), sayTimes(published.times[i]!), own);
        }),
      ]}
    />
  );
}

interface LayerFigures {
  readonly kept: number;
  readonly weightBits: number;
  readonly indexBits: number;
  readonly rate: number;
}

/** Bits by what they are for, out of the file itself; headers and biases are in no layer. */
function measureLayer(anatomy: FileAnatomy, { name, values }: Kernel): LayerFigures {
  const kept = countNonZeros(values);
  const all = sumBits(anatomy, name, ['weights', 'indices', 'codebooks', 'biases']);
  return {
    kept: kept / values.length,
    weightBits: sumBits(anatomy, name, ['weights']) / Math.max(1, kept),
    indexBits: sumBits(anatomy, name, ['indices']) / Math.max(1, kept),
    rate: all / (values.length * 32),
  };
}

/** What is measured of a layer, as the paper has it, and the digits that paper and lab are given with. */
const MEASURES = [
  { key: 'kept', read: ({ kept }: PublishedRow) => kept, write: 'percent', digits: [0, 1] },
  {
    key: 'weightBits',
    read: ({ weightBits }: PublishedRow) => weightBits[1],
    write: 'decimal',
    digits: [1, 1],
  },
  { key: 'indexBits', read: ({ indexBits }: PublishedRow) => indexBits[1], write: 'decimal', digits: [1, 1] },
  { key: 'rate', read: ({ rate }: PublishedRow) => rate[1], write: 'percent', digits: [2, 2] },
] as const;

function Layers() {
  const { model } = useSettings().settings;
  const kernels = useShownKernels();
  const { slot } = useShownNet();
  const { answer: anatomy } = useFileMap(useFile(slot, 'huffman'));
  const say = useWords(words);
  const formats = useFormats();
  const own = useMemo(
    () => new Map(anatomy && kernels.map((kernel) => [kernel.layer, measureLayer(anatomy, kernel)])),
    [anatomy, kernels],
  );
  const rows = PUBLISHED[model].rows.map((row) => {
    const figures = own.get(row.layer);
    const cells = MEASURES.map(({ key, read, write, digits: [paper, here] }) => (
      <span key={key}>
        <span className={deep.paper}>{formats[write](read(row), paper)}</span>{' '}
        {figures !== undefined && <strong>{formats[write](figures[key], here)}</strong>}
      </span>
    ));
    return { id: row.layer || 'all', header: row.layer || say('total'), cells };
  });
  return (
    <>
      {anatomy !== null && (
        <NumberTable
          title={say('layers')}
          columns={[say('layer'), ...MEASURES.map(({ key }) => say(key))]}
          rows={rows}
        />
      )}
      {anatomy !== null && <p className={styles.small}>{say('ink')}</p>}
      {model === 'lenet-300-100' && <p className={styles.small}>{say('slip')}</p>}
    </>
  );
}
