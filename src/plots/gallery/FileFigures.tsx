import { useState } from 'react';
import { assignCodeLengths, createHuffmanCode, toHuffmanTree } from '../../math/huffman.ts';
import { ByteMap } from '../bytemap/ByteMap.tsx';
import type { MapRegion } from '../bytemap/layout.ts';
import { PipelineChart } from '../pipeline/PipelineChart.tsx';
import { HuffmanTree } from '../tree/HuffmanTree.tsx';
import { useGalleryNames } from './useGalleryNames.ts';
import { useGalleryText } from './useGalleryText.ts';

const parts = (weights: number, indices: number, codebooks: number) => ({
  header: 12,
  weights,
  indices,
  codebooks,
  biases: 1640,
});
const counts = [220, 96, 51, 40, 31, 12, 9, 160, 3, 1, 77, 34];
const root = toHuffmanTree(createHuffmanCode(assignCodeLengths(counts)))!;

const bytes = Uint8Array.from({ length: 620 }, (_, i) => (i * 37 + (i >> 3)) % 256);
const regions: readonly MapRegion[] = [
  { id: 'header', part: 'header', label: 'header', bit: 0, bits: 96 },
  { id: 'codebook', part: 'codebooks', label: 'codebook', bit: 96, bits: 512 },
  { id: 'gaps', part: 'indices', label: 'positions', bit: 608, bits: 2093 },
  { id: 'codes', part: 'weights', label: 'codes', bit: 2701, bits: 1835 },
  { id: 'biases', part: 'biases', label: 'biases', bit: 4536, bits: 424 },
];
const fields = Array.from({ length: 40 }, (_, i) => ({ bit: 608 + i * 5, bits: 5, label: String(i % 13) }));

function SampleMap({ id, title, from, to }: { id: string; title: string; from: number; to: number }) {
  const say = useGalleryText();
  const [view, setView] = useState({ from, to });
  const [chosen, setChosen] = useState(2);
  const { nameAll } = useGalleryNames();
  return (
    <ByteMap
      id={id}
      title={title}
      finding={say('Positions and codes are most of the file.', '文件里大部分是位置和编号。')}
      bytes={bytes}
      regions={nameAll(regions)}
      fields={fields}
      chosen={chosen}
      onChoose={setChosen}
      view={view}
      onView={setView}
      words={{
        toLength: (bits) => say(`${bits} bits`, `${bits} 位`),
        toPlace: (bit) => say(`from bit ${bit}`, `从第 ${bit} 位起`),
        region: say('region', '区域'),
        length: say('bits', '位数'),
        start: say('first bit', '首位'),
        hint: say('Plus and minus zoom, 0 shows all', '按加减号缩放，按 0 显示全部'),
      }}
    />
  );
}

export function FileFigures() {
  const say = useGalleryText();
  const { nameAll } = useGalleryNames();
  return (
    <>
      <PipelineChart
        id="pipeline"
        title={say('One file, stage by stage', '一个文件，逐个阶段来看')}
        finding={say('From 1,066 kB to 25 kB in four stages.', '四个阶段，从 1,066 kB 到 25 kB。')}
        waitingLabel={say('not yet', '还没有')}
        stages={nameAll([
          { id: 'dense', label: 'dense', variant: 'dense', bytes: 1_066_455, parts: parts(1_064_803, 0, 0) },
          {
            id: 'pruned',
            label: 'pruned',
            variant: 'pruned',
            bytes: 112_300,
            parts: parts(87_000, 23_648, 0),
            note: say('nine weights in ten are gone', '十个权重去掉了九个'),
          },
          {
            id: 'shared',
            label: 'shared',
            variant: 'shared',
            bytes: 33_500,
            parts: parts(14_000, 17_000, 848),
          },
          { id: 'coded', label: 'Huffman-coded', variant: 'quantized', bytes: null },
        ])}
      />
      <HuffmanTree
        id="huffman-tree"
        title={say('A Huffman code', '一套哈夫曼编码')}
        finding={say('Frequent values have short codes.', '常见的值码字短。')}
        root={root}
        counts={counts}
        toName={(symbol) => say(`value ${symbol}`, `值 ${symbol}`)}
        words={{
          symbol: say('value', '值'),
          code: say('code', '编码'),
          length: say('bits', '位数'),
          count: say('count', '次数'),
          ideal: say('bits, ideally', '理想位数'),
        }}
      />
      <SampleMap
        id="bytes-whole"
        title={say('A file as a map of its bytes', '把文件画成一张字节地图')}
        from={0}
        to={4960}
      />
      <SampleMap
        id="bytes-close"
        title={say('The same from close by', '同一张图，放大来看')}
        from={590}
        to={640}
      />
    </>
  );
}
