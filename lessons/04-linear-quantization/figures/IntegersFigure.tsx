import { useMemo } from 'react';
import { toLinearGrid } from '../../../src/math/lineargrid.ts';
import { DATASETS } from '../../../src/spec/datasets.ts';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useModel, useTestImage } from '../../../src/state/hooks.ts';
import { TypedNumber } from '../../../src/ui/control/TypedNumber.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useImageNumber } from '../../parts/figures/images.ts';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Player } from '../../parts/figures/Player.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { toPower } from '../../parts/numbertext.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { countChannels, putOnGrid } from '../lab/grids.ts';
import { listPatches, sumInFloats, toOutputGrid, type WorkedNeuron, workOut } from '../lab/neuron.ts';
import { DataMissing, NetMissing, slots, useDenseKernels, useSettings } from '../lesson.ts';
import { Controls } from './Controls.tsx';

const words = {
  filter: { en: 'Channel of {layer}', zh: '{layer} 的通道' },
  image: { en: 'Test image', zh: '测试图像' },
  title: { en: 'Products of whole numbers', zh: '整数的乘积' },
  place: { en: 'Step', zh: '第几步' },
  input: { en: 'input q − Z', zh: '输入 q − Z' },
  weight: { en: 'weight q − Z', zh: '权重 q − Z' },
  product: { en: 'product', zh: '乘积' },
  sum: { en: 'sum in 32 bits', zh: '32 位的和' },
  bias: { en: '+ bias ÷ (S₁ S₂) = {bias}, sum {total}', zh: '加上偏置 ÷ (S₁ S₂) = {bias}，得 {total}' },
  factor: {
    en: 'S₁ S₂ ÷ S₃ = {input} × {weight} ÷ {output} = {factor}',
    zh: 'S₁ S₂ ÷ S₃ = {input} × {weight} ÷ {output} = {factor}',
  },
  multiplier: {
    en: '≈ {multiplier} ÷ {power}, a whole number and a shift',
    zh: '≈ {multiplier} ÷ {power}，一个整数加一次移位',
  },
  rescaled: {
    en: '{total} × {multiplier} ≫ {shift} = {rescaled}, + Z₃ = {output}',
    zh: '{total} × {multiplier} ≫ {shift} = {rescaled}，加上 Z₃ 得 {output}',
  },
  whole: { en: 'In whole numbers', zh: '用整数算' },
  wholeDetail: { en: 'S₃ × {number}', zh: 'S₃ × {number}' },
  exact: { en: 'In floats', zh: '用浮点数算' },
  apart: { en: 'Apart by', zh: '相差' },
  apartDetail: { en: '{part} of an output step', zh: '输出步长的 {part}' },
  none: { en: 'The image is on its way.', zh: '图像正在路上。' },
} as const;

/** One output of the first layer, product by product, and its way back to eight bits. */
export function IntegersFigure() {
  const worked = useWorkedNeuron();
  const [at, setAt] = useKeptState('neuron-step', 0);
  const [image, setImage] = useImageNumber();
  const [channel, setChannel] = useKeptState('neuron-channel', 0);
  const kernel = useDenseKernels()[0];
  const say = useWords(words);
  if (kernel === undefined) return <NetMissing />;
  const last = (worked?.steps.length ?? 1) - 1;
  const step = Math.min(at, last);
  const whole = (max: number) => ({ min: 0, max, step: 1, scale: 'linear' as const });
  return (
    <FigurePanel
      id="integers"
      notice={<DataMissing />}
      controls={
        <>
          <Controls />
          <TypedNumber
            label={say('filter', { layer: kernel.layer })}
            value={channel}
            onChange={setChannel}
            options={whole(countChannels(kernel) - 1)}
            digits={0}
          />
          <TypedNumber
            label={say('image')}
            value={image}
            onChange={setImage}
            options={whole(9999)}
            digits={0}
          />
        </>
      }
      actions={<Player at={step} last={last} onMove={setAt} frameMs={350} />}
      readout={worked && <Outcome {...worked} />}
      views={[
        {
          id: 'products',
          label: say('title'),
          grows: true,
          content: worked ? (
            <Products worked={worked} step={step} />
          ) : (
            <p className={styles.small}>{say('none')}</p>
          ),
        },
      ]}
    />
  );
}

/** The place where the chosen channel answers strongest; null until net and image are there. */
function useWorkedNeuron(): WorkedNeuron | null {
  const { settings } = useSettings();
  const [index] = useImageNumber();
  const [wanted] = useKeptState('neuron-channel', 0);
  const kernel = useDenseKernels()[0];
  const dataset = MODEL_DATASET[settings.model];
  const pixels = useTestImage(dataset, index).answer?.pixels;
  const snapshot = useModel(slots.dense, (state) => state.snapshot);
  return useMemo(() => {
    if (kernel === undefined || pixels === undefined) return null;
    const { imageShape, mean, deviation } = DATASETS[dataset];
    const channels = imageShape[2];
    const normalise = (byte: number, at: number) =>
      (byte / 255 - mean[at % channels]!) / deviation[at % channels]!;
    const values = Float32Array.from(pixels, normalise);
    const channel = Math.min(wanted, countChannels(kernel) - 1);
    const bias = snapshot?.tensors.find(({ name }) => name === `${kernel.layer}/bias`)?.values[channel] ?? 0;
    const patches = listPatches({ values, width: imageShape[1], channels }, kernel, channel);
    const strongest = patches.reduce((best, each) =>
      Math.abs(sumInFloats(each, bias)) > Math.abs(sumInFloats(best, bias)) ? each : best,
    );
    const { grids, grouping } = putOnGrid(kernel, settings);
    const ends = mean.flatMap((_, each) => [normalise(0, each), normalise(255, each)]);
    return workOut(strongest, bias, {
      input: toLinearGrid({ low: Math.min(...ends), high: Math.max(...ends) }, 8, 'asymmetric'),
      weight: grids[grouping.groupOf(channel)]!,
      output: toOutputGrid(patches, bias),
    });
  }, [kernel, pixels, snapshot, settings, dataset, wanted]);
}

function Outcome({ value, exact, output, grids }: WorkedNeuron) {
  const say = useWords(words);
  const { decimal, percent } = useFormats();
  const { scale, zeroPoint } = grids.output;
  return (
    <Readout
      items={[
        {
          label: say('whole'),
          value: decimal(value, 4),
          detail: say('wholeDetail', { number: decimal(output - zeroPoint, 0) }),
        },
        { label: say('exact'), value: decimal(exact, 4) },
        {
          label: say('apart'),
          value: decimal(Math.abs(value - exact), 4),
          detail: say('apartDetail', { part: percent(Math.abs(value - exact) / scale, 0) }),
        },
      ]}
    />
  );
}

/** Steps in sight at once. */
const SHOWN = 6;

function Products({ worked, step }: { readonly worked: WorkedNeuron; readonly step: number }) {
  const { steps, bias, total, factor, multiplier, rescaled, output, grids } = worked;
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const first = Math.min(Math.max(step - SHOWN + 1, 0), Math.max(0, steps.length - SHOWN));
  const isDone = step >= steps.length - 1;
  const shift = 31 + multiplier.shift;
  const numbers = {
    bias: decimal(bias, 0),
    total: decimal(total, 0),
    input: decimal(grids.input.scale, 5),
    weight: decimal(grids.weight.scale, 5),
    output: decimal(grids.output.scale, 5),
    factor: decimal(factor, 7),
    multiplier: integer(multiplier.multiplier),
    shift,
    power: toPower(2, shift),
    rescaled: decimal(rescaled, 0),
  };
  return (
    <>
      <NumberTable
        title={say('title')}
        columns={(['place', 'input', 'weight', 'product', 'sum'] as const).map((key) => say(key))}
        rows={steps.slice(first, first + SHOWN).map(({ input, weight, sum }, offset) => {
          const isAhead = first + offset > step;
          return {
            id: String(first + offset),
            header: `${first + offset + 1} / ${steps.length}`,
            isShown: first + offset === step,
            cells: [input, weight, isAhead ? null : input * weight, isAhead ? null : sum].map((each) =>
              each === null ? '…' : decimal(each, 0),
            ),
          };
        })}
      />
      <ol className={styles.arithmetic} data-worked={isDone ? output : undefined}>
        {(['bias', 'factor', 'multiplier', 'rescaled'] as const).map((key) => (
          <li key={key} className={isDone ? undefined : styles.ahead}>
            {say(key, { ...numbers, ...(key === 'rescaled' && { output }) })}
          </li>
        ))}
      </ol>
    </>
  );
}
