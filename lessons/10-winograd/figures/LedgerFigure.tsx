import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { listTiledLayers, sumWork, TILE_SIDES } from '../lab/work.ts';
import { NetChoice, useSettings, useTimes } from '../lesson.ts';

const words = {
  title: { en: 'All layers of 3 × 3, one image', zh: '所有 3 × 3 的层，一张图像' },
  what: { en: 'What', zh: '项目' },
  direct: { en: 'directly', zh: '直接算' },
  tiles: { en: '{side} × {side}', zh: '{side} × {side}' },
  products: { en: 'products', zh: '乘法' },
  operations: { en: 'vector operations', zh: '向量运算' },
  instructions: { en: 'vector instructions', zh: '向量指令' },
  bytes: { en: 'weights in memory', zh: '内存里的权重' },
  file: { en: 'bytes more in the file', zh: '文件多出的字节' },
  directMs: { en: 'Directly', zh: '直接算' },
  best: { en: 'Each layer its fastest way', zh: '每层用最快的算法' },
  ms: { en: '{ms} ms', zh: '{ms} 毫秒' },
  times: { en: 'Times faster', zh: '快了几倍' },
} as const;

/** What tiles buy and cost, all layers of the net together. */
export function LedgerFigure() {
  const { model } = useSettings().settings;
  const layers = listTiledLayers(MODEL_ZOO[model]);
  const [two, four] = TILE_SIDES.map((side) => sumWork(layers, side)) as [
    ReturnType<typeof sumWork>,
    ReturnType<typeof sumWork>,
  ];
  const times = useTimes();
  const say = useWords(words);
  const { integer, bytes, decimal } = useFormats();
  const toMs = (ms: number | undefined) => (ms === undefined ? '–' : say('ms', { ms: decimal(ms, 2) }));
  const rows = [
    { id: 'products' as const, cells: [two.macs, two.products, four.products].map(integer) },
    {
      id: 'operations' as const,
      cells: [two.directOperations, two.tileOperations, four.tileOperations].map(integer),
    },
    {
      id: 'instructions' as const,
      cells: [two.directInstructions, two.tileInstructions, four.tileInstructions].map(integer),
    },
    { id: 'bytes' as const, cells: [two.directBytes, two.tileBytes, four.tileBytes].map(bytes) },
    { id: 'file' as const, cells: [0, 0, 0].map(bytes) },
  ];
  return (
    <FigurePanel
      id="ledger"
      controls={<NetChoice />}
      readout={
        <Readout
          items={[
            { label: say('directMs'), value: toMs(times?.directMs) },
            { label: say('best'), value: toMs(times?.tiles.best.median) },
            {
              label: say('times'),
              value: times === null ? '–' : decimal(times.directMs / times.tiles.best.median, 1),
            },
          ]}
        />
      }
      grows
    >
      <NumberTable
        title={say('title')}
        columns={[
          say('what'),
          say('direct'),
          ...TILE_SIDES.map((side) => say('tiles', { side: integer(side) })),
        ]}
        rows={rows.map(({ id, cells }) => ({ id, header: say(id), cells }))}
      />
    </FigurePanel>
  );
}
