import { useMemo } from 'react';
import { DATASETS } from '../../../src/spec/datasets.ts';
import { slider } from '../../parts/dials.ts';
import { ChosenPicture } from '../../parts/figures/ChosenPicture.tsx';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { type ChosenImage, useChosenImage } from '../../parts/figures/images.ts';
import { Readout } from '../../parts/figures/Readout.tsx';
import { toShort } from '../../parts/numbertext.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { type TileSteps, traceTile } from '../lab/tile.ts';
import { DataMissing, NetChoice, NetMissing, useDenseKernels, useSettings, useSide } from '../lesson.ts';
import { NumberGrid } from './NumberGrid.tsx';
import { SideControl } from './SideControl.tsx';
import styles from './winograd.module.css';

const words = {
  inputs: { en: 'Inputs d', zh: '输入 d' },
  values: { en: 'Bᵀ d B', zh: 'Bᵀ d B' },
  weights: { en: 'Weights g', zh: '权重 g' },
  factors: { en: 'G g Gᵀ', zh: 'G g Gᵀ' },
  sums: { en: 'Products, all channels', zh: '乘积，各通道之和' },
  outputs: { en: 'Aᵀ m A: outputs', zh: 'Aᵀ m A：输出' },
  products: { en: 'Products, this tile', zh: '这一块的乘法' },
  direct: { en: 'Directly', zh: '直接算' },
  gap: { en: 'Largest difference', zh: '最大差值' },
  arrange: { en: 'Way in', zh: '变换' },
  weighs: { en: 'Weights', zh: '权重' },
  result: { en: 'Way out', zh: '还原' },
  where: {
    en: 'Image {index}, tile {tile} of {tiles}',
    zh: '第 {index} 张图，第 {tile} 块（共 {tiles} 块）',
  },
} as const;

const LAYER = 'conv1';
const TILE = slider('tile', {
  label: { en: 'Tile', zh: '第几块' },
  initial: 119,
  ...{ min: 1, max: 256, step: 1, digits: 0 },
});
const FILTER = slider('filter', {
  label: { en: 'Filter', zh: '第几个滤波器' },
  initial: 1,
  ...{ min: 1, max: 16, step: 1, digits: 0 },
});
const CHANNEL = slider('channel', {
  label: { en: 'Channel', zh: '通道' },
  initial: 1,
  ...{ min: 1, max: 3, step: 1, digits: 0 },
});

/** The chosen tile of the first layer on the chosen image; null while one of them is on its way. */
function useTile() {
  const side = useSide();
  const kernel = useDenseKernels().find(({ layer }) => layer === LAYER);
  const dataset = DATASETS.cifar10;
  const { image, index } = useChosenImage(dataset.name);
  const [tileNumber] = useDial(TILE);
  const [filter] = useDial(FILTER);
  const [channel] = useDial(CHANNEL);
  const tiles = (dataset.imageShape[0] / side) * (dataset.imageShape[1] / side);
  const tile = Math.min(tileNumber, tiles);
  const { pixels } = image;
  const steps = useMemo(() => {
    if (kernel === undefined || pixels === null) return null;
    const filters = kernel.shape.at(-1) ?? 1;
    return traceTile({
      ...{ pixels, dataset, kernel: kernel.values, filters, side },
      ...{ filter: Math.min(filter, filters) - 1, channel: channel - 1, tile: tile - 1 },
    });
  }, [kernel, pixels, side, filter, channel, tile]);
  return { steps, image, index, tile, tiles, side };
}

/** One tile of a live net: in, multiplied, out, with every number in sight. */
export function TileFigure() {
  const { model } = useSettings().settings;
  const isThere = useDenseKernels().length > 0;
  const { steps, image, index, tile, tiles, side } = useTile();
  const say = useWords(words);
  const { integer } = useFormats();
  if (!isThere) return <NetMissing />;
  const gap =
    steps === null
      ? null
      : Math.max(...steps.outputs.flat().map((each, i) => Math.abs(each - steps.direct.flat()[i]!)));
  return (
    <FigurePanel
      id="tile"
      key={model}
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <SideControl />
          <Dial of={TILE} />
          <Dial of={FILTER} />
          <Dial of={CHANNEL} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('products'), value: integer(3 * (side + 2) ** 2) },
            { label: say('direct'), value: integer(3 * (3 * side) ** 2) },
            { label: say('gap'), value: gap === null ? '–' : toShort(gap) },
          ]}
        />
      }
      views={[
        {
          id: 'in',
          label: say('arrange'),
          grows: true,
          content: <Grids steps={steps} shown={['inputs', 'values']} />,
        },
        {
          id: 'weights',
          label: say('weighs'),
          grows: true,
          content: <Grids steps={steps} shown={['weights', 'factors']} />,
        },
        {
          id: 'out',
          label: say('result'),
          grows: true,
          content: <Grids steps={steps} shown={['sums', 'outputs']} />,
        },
      ]}
      note={<Where index={index} image={image} tile={tile} tiles={tiles} />}
    />
  );
}

interface WhereProps {
  readonly index: number;
  readonly image: ChosenImage;
  readonly tile: number;
  readonly tiles: number;
}

function Where({ index, image, tile, tiles }: WhereProps) {
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    <div className={styles.picture}>
      <ChosenPicture dataset="cifar10" index={index} image={image} size={40} />
      <span>{say('where', { index: integer(index), tile: integer(tile), tiles: integer(tiles) })}</span>
    </div>
  );
}

interface GridsProps {
  readonly steps: TileSteps | null;
  readonly shown: readonly (keyof TileSteps)[];
}

function Grids({ steps, shown }: GridsProps) {
  const say = useWords(words);
  if (steps === null) return null;
  return (
    <div className={styles.grids}>
      {shown.map((id) => (
        <NumberGrid key={id} label={say(id)} values={steps[id]} format={toTwoDigits} />
      ))}
    </div>
  );
}

const toTwoDigits = (value: number): string => value.toFixed(2).replace('-', '−').replace('−0.00', '0.00');
