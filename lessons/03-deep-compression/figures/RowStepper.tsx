import { useMemo, useState } from 'react';
import { type IndexStep, listSteps } from '../../../src/math/indexwidth.ts';
import { countNonZeros } from '../../../src/math/sparsity.ts';
import { CellStrip, CodeList, type StripCell } from '../../../src/plots/strip/CellStrip.tsx';
import { Button } from '../../../src/ui/control/Button.tsx';
import { TypedNumber } from '../../../src/ui/control/TypedNumber.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useZeros } from '../../parts/file/useZeros.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import own from './deep.module.css';

const words = {
  row: { en: 'Row of {layer}', zh: '{layer} 的第几行' },
  busy: { en: 'A row with weights', zh: '找一行有权重的' },
  next: { en: 'Next gap', zh: '下一个间隔' },
  back: { en: 'Back', zh: '退一步' },
  all: { en: 'To the end', zh: '走到行尾' },
  restart: { en: 'From the start', zh: '从头再来' },
  strip: {
    en: 'Row {row} of {layer}: {kept} of {cells} weights are left',
    zh: '{layer} 第 {row} 行：{cells} 个权重留下 {kept} 个',
  },
  none: {
    en: 'No weight is left in this row: nothing is written for it.',
    zh: '这一行一个权重也没留下：什么都不用写。',
  },
  step: {
    en: '{zeros}, then the weight {value} at place {place}: the code is {code}.',
    zh: '跳过 {zeros}，到第 {place} 个位置的权重 {value}：编码是 {code}。',
  },
  filler: {
    en: 'More than {zeros}: {bits} bits cannot say it. So a filler, {code}, uses up {used} places and stands on a zero.',
    zh: '超过 {zeros}，{bits} 位写不下。于是放一个填充零 {code}，用掉 {used} 个位置，停在一个零上。',
  },
  start: {
    en: 'Press “Next gap” to write this row code by code.',
    zh: '按“下一个间隔”，一个编码一个编码地写完这一行。',
  },
} as const;

/** Cells of a row that are drawn. */
const MOST_CELLS = 300;
/** Codes that are written out, the last ones. */
const MOST_CODES = 28;
/** A row is interesting with so many weights. */
const BUSY = 8;

interface RowStepperProps {
  readonly kernel: Kernel;
  readonly bits: number;
}

/** One row of the layer, written gap by gap. Rows are those of the kernel: all weights of one input. */
export function RowStepper({ kernel, bits }: RowStepperProps) {
  const { row, rows, choose, cells, steps, done, setDone } = useRow(kernel, bits);
  const say = useWords(words);
  const { integer } = useFormats();
  const shown = steps.slice(0, done);
  const isWhole = done >= steps.length;
  const counts = { kept: integer(countNonZeros(cells)), cells: integer(cells.length) };
  return (
    <div className={styles.panel}>
      <CellStrip
        cells={toStrip(cells, shown)}
        label={say('strip', { row: integer(row), layer: kernel.layer, ...counts })}
      />
      <p className={own.said} role="status">
        {steps.length === 0 ? say('none') : <Said step={shown.at(-1)} cells={cells} bits={bits} />}
      </p>
      {done > 0 && (
        <CodeList
          most={MOST_CODES}
          codes={shown.map(({ from, gap, isFiller }) => ({ at: from, text: toCode(gap, bits), isFiller }))}
        />
      )}
      <div className={styles.buttons}>
        <Button kind="primary" isDisabled={isWhole} onPress={() => setDone(done + 1)}>
          {say('next')}
        </Button>
        <Button isDisabled={done === 0} onPress={() => setDone(done - 1)}>
          {say('back')}
        </Button>
        <Button kind="quiet" onPress={() => setDone(isWhole ? 0 : steps.length)}>
          {say(isWhole ? 'restart' : 'all')}
        </Button>
        <Button kind="quiet" onPress={() => choose(findBusyRow(kernel, row + 1, bits))}>
          {say('busy')}
        </Button>
        <TypedNumber
          label={say('row', { layer: kernel.layer })}
          value={row}
          onChange={choose}
          options={{ min: 0, max: rows - 1, step: 1, scale: 'linear' }}
          digits={0}
        />
      </div>
    </div>
  );
}

/** The row that the reader looks at, the codes that it is written in, and how many of them are written. */
function useRow(kernel: Kernel, bits: number) {
  const columns = kernel.shape.at(-1) ?? 1;
  const rows = kernel.values.length / columns;
  const busiest = useMemo(() => findBusyRow(kernel, 0, bits), [kernel, bits]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [wanted, setDone] = useState(1);
  const row = Math.min(chosen ?? busiest, rows - 1);
  const cells = useMemo(
    () => kernel.values.slice(row * columns, row * columns + Math.min(columns, MOST_CELLS)),
    [kernel, row, columns],
  );
  const steps = useMemo(() => listSteps(cells, bits), [cells, bits]);
  const choose = (next: number) => {
    setChosen(next);
    setDone(1);
  };
  return { row, rows, choose, cells, steps, done: Math.min(wanted, steps.length), setDone };
}

/** The cells as far as they are written, with the stretch of the last code marked. */
function toStrip(cells: Float32Array, steps: readonly IndexStep[]): readonly StripCell[] {
  const last = steps.at(-1) ?? { from: 0, to: -1 };
  const fillers = new Set(steps.filter(({ isFiller }) => isFiller).map(({ to }) => to));
  return Array.from(cells, (cell, place) => ({
    kind: fillers.has(place) ? 'filler' : cell === 0 ? 'zero' : 'weight',
    isPassed: place <= last.to,
    isNow: place >= last.from && place <= last.to,
  }));
}

interface SaidProps {
  readonly step: IndexStep | undefined;
  readonly cells: Float32Array;
  readonly bits: number;
}

/** What the last code says. */
function Said({ step, cells, bits }: SaidProps) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const toZeros = useZeros();
  if (step === undefined) return say('start');
  const code = toCode(step.gap, bits);
  const zeros = toZeros(step.gap);
  return step.isFiller
    ? say('filler', { zeros, bits, code, used: step.gap + 1 })
    : say('step', { zeros, value: decimal(cells[step.to]!, 4), place: step.to, code });
}

function toCode(gap: number, bits: number): string {
  return gap.toString(2).padStart(bits, '0');
}

/**
 * The next row from `from` on, around the end, with enough weights and a filler; else the one with most
 * weights.
 */
function findBusyRow({ values, shape }: Kernel, from: number, bits: number): number {
  const columns = shape.at(-1) ?? 1;
  const rows = values.length / columns;
  let fallback = { row: 0, weights: 0 };
  for (let i = 0; i < rows; i++) {
    const row = (from + i) % rows;
    const steps = listSteps(values.subarray(row * columns, (row + 1) * columns), bits);
    const weights = steps.filter(({ isFiller }) => !isFiller).length;
    if (weights >= BUSY && weights < steps.length) return row;
    if (weights > fallback.weights) fallback = { row, weights };
  }
  return fallback.row;
}
