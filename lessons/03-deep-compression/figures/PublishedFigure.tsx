import { useMemo } from 'react';
import { countNonZeros } from '../../../src/math/sparsity.ts';
import type { FileAnatomy } from '../../../src/protocol/anatomy.ts';
import { useFileMap } from '../../../src/state/hooks.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import type { Kernel } from '../../parts/kernels.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { useFile } from '../lab/file.ts';
import { NetChoice, useDenseWrong, useSettings } from '../lesson.ts';
import type { Net } from '../named.ts';
import { PUBLISHED, type PublishedRow } from '../published.ts';
import deep from './deep.module.css';
import { NetMissing, NetNote } from './NetMissing.tsx';
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
  pruned: { en: 'pruned', zh: '剪枝' },
  shared: { en: 'and shared', zh: '再共享' },
  huffman: { en: 'and Huffman-coded', zh: '再哈夫曼编码' },
  times: { en: '{times} times smaller', zh: '1/{times}' },
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
  const { settings } = useSettings();
  const kernels = useShownKernels();
  const { slot, ledgers } = useShownNet();
  const file = useFile(slot, 'huffman');
  const { answer: anatomy } = useFileMap(file);
  const say = useWords(words);
  const { percent, decimal, bytes } = useFormats();
  if (kernels.length === 0) return <NetMissing />;
  const published = PUBLISHED[settings.model as Net];
  const last = ledgers.huffman;
  const times = (ledger: { denseFileBytes: number; fileBytes: number } | undefined) =>
    ledger === undefined
      ? '–'
      : say('times', { times: decimal(ledger.denseFileBytes / ledger.fileBytes, 1) });
  return (
    <FigurePanel
      id="published"
      controls={<NetChoice />}
      note={<NetNote />}
      views={[
        {
          id: 'whole',
          label: say('whole'),
          grows: true,
          content: (
            <NumberTable
              title={say('whole')}
              columns={[say('what'), say('paper'), say('yours')]}
              rows={[
                {
                  id: 'after',
                  header: say('after'),
                  cells: [
                    percent(published.errorAfter, 2),
                    last === undefined ? '–' : percent(last.error, 2),
                  ],
                },
                {
                  id: 'before',
                  header: say('before'),
                  cells: [percent(published.errorBefore, 2), <DenseError key="e" />],
                },
                {
                  id: 'dense',
                  header: say('dense'),
                  cells: [
                    bytes(published.bytesBefore),
                    last === undefined ? '–' : bytes(last.denseFileBytes),
                  ],
                },
                {
                  id: 'small',
                  header: say('small'),
                  cells: [bytes(published.bytesAfter), last === undefined ? '–' : bytes(last.fileBytes)],
                },
                ...(['pruned', 'shared', 'huffman'] as const).map((stage, i) => ({
                  id: stage,
                  header: say(stage),
                  cells: [say('times', { times: published.times[i]! }), times(ledgers[stage])],
                })),
              ]}
            />
          ),
        },
        {
          id: 'layers',
          label: say('byLayer'),
          grows: true,
          content: (
            <>
              {anatomy !== null && <LayerRows anatomy={anatomy} kernels={kernels} />}
              {settings.model === 'lenet-300-100' && <p className={styles.small}>{say('slip')}</p>}
            </>
          ),
        },
      ]}
    />
  );
}

function DenseError() {
  const { ledgers } = useShownNet();
  const { percent } = useFormats();
  const dense = useDenseWrong()?.error ?? null;
  return ledgers.huffman === undefined || dense === null ? '–' : percent(dense, 2);
}

interface LayerFigures {
  readonly kept: number;
  readonly weightBits: number;
  readonly indexBits: number;
  readonly rate: number;
}

/** Bits by what they are for, out of the file itself; headers and biases are in no layer. */
function measureLayer(anatomy: FileAnatomy, { name, values }: Kernel): LayerFigures {
  const sum = (part?: string) =>
    anatomy.regions
      .filter((region) => region.tensor === name && region.part !== 'header')
      .filter((region) => part === undefined || region.part === part)
      .reduce((total, { bits }) => total + bits, 0);
  const kept = countNonZeros(values);
  return {
    kept: kept / values.length,
    weightBits: sum('weights') / Math.max(1, kept),
    indexBits: sum('indices') / Math.max(1, kept),
    rate: sum() / (values.length * 32),
  };
}

function LayerRows({
  anatomy,
  kernels,
}: {
  readonly anatomy: FileAnatomy;
  readonly kernels: readonly Kernel[];
}) {
  const { settings } = useSettings();
  const say = useWords(words);
  const { percent, decimal } = useFormats();
  const own = useMemo(
    () => new Map(kernels.map((kernel) => [kernel.layer, measureLayer(anatomy, kernel)])),
    [anatomy, kernels],
  );
  const measures = [
    {
      key: 'kept',
      paper: (row: PublishedRow) => percent(row.kept, 0),
      here: ({ kept }: LayerFigures) => percent(kept),
    },
    {
      key: 'weightBits',
      paper: (row: PublishedRow) => decimal(row.weightBits[1], 1),
      here: ({ weightBits }: LayerFigures) => decimal(weightBits, 1),
    },
    {
      key: 'indexBits',
      paper: (row: PublishedRow) => decimal(row.indexBits[1], 1),
      here: ({ indexBits }: LayerFigures) => decimal(indexBits, 1),
    },
    {
      key: 'rate',
      paper: (row: PublishedRow) => percent(row.rate[1], 2),
      here: ({ rate }: LayerFigures) => percent(rate, 2),
    },
  ] as const;
  return (
    <>
      <NumberTable
        title={say('layers')}
        columns={[say('layer'), ...measures.map(({ key }) => say(key))]}
        rows={PUBLISHED[settings.model as Net].rows.map((row) => {
          const figures = own.get(row.layer);
          return {
            id: row.layer || 'all',
            header: row.layer || say('total'),
            cells: measures.map(({ key, paper, here }) => (
              <span key={key}>
                <span className={deep.paper}>{paper(row)}</span>{' '}
                {figures !== undefined && <strong>{here(figures)}</strong>}
              </span>
            )),
          };
        })}
      />
      <p className={styles.small}>{say('ink')}</p>
    </>
  );
}
