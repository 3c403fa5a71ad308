import { useMemo } from 'react';
import {
  countFloatBits,
  fromFloatCode,
  leastOf,
  SMALL_FLOAT_NAMES,
  SMALL_FLOATS,
  spacingOf,
  toFloatCode,
} from '../../../src/math/smallfloat.ts';
import { NumberLine } from '../../../src/plots/numberline/NumberLine.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { Dial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { FloatBits } from '../../parts/figures/FloatBits.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { toShort } from '../../parts/numbertext.ts';
import { useWords } from '../../parts/words.ts';
import { listNumbers } from '../lab/numbers.ts';
import { useSettings } from '../lesson.ts';
import { FORMAT, FORMAT_LABELS } from '../settings.ts';

const words = {
  title: { en: 'Which numbers there are', zh: '能表示哪些数' },
  finding: {
    en: 'Around {value}, the numbers of {format} lie {spacing} apart.',
    zh: '在 {value} 附近，{format} 的相邻两数相差 {spacing}。',
  },
  all: { en: '{format}: all its numbers', zh: '{format}：全部的数' },
  some: {
    en: '{format}: {shown} of {bits} fraction bits drawn',
    zh: '{format}：{bits} 位尾数画出前 {shown} 位',
  },
  zoom: { en: 'Magnified', zh: '放大倍数' },
  value: { en: 'The number', zh: '这个数' },
  next: { en: 'To the next', zh: '到下一个数' },
  least: { en: 'Smallest above zero', zh: '大于零的最小数' },
  largest: { en: 'Largest', zh: '最大的数' },
  none: { en: 'no finite number', zh: '不是有限的数' },
} as const;

const END = 2;
const MOST_ZOOM = 65_536;
const LOOKS = { fp16: 'dense', bf16: 'shared', e4m3: 'quantized', e5m2: 'retrained' } as const;

/** The bits of a number in any format to press, and the four formats' numbers around it. */
export function FormatFigure() {
  const { format } = useSettings().settings;
  const [kept, setKept] = useKeptState('format-value', 0.3);
  const [zoom, setZoom] = useKeptState('format-zoom', 1);
  const say = useWords(words);
  const row = SMALL_FLOATS[format];
  const code = toFloatCode(row, kept);
  const count = countFloatBits(row);
  const value = fromFloatCode(row, code);
  const bits = Array.from({ length: count }, (_, place) => (code >> (count - 1 - place)) & 1);
  const isNumber = Number.isFinite(value);
  return (
    <FigurePanel
      id="formats"
      controls={
        <>
          <Dial of={FORMAT} />
          <FloatBits
            bits={bits}
            exponentBits={row.exponentBits}
            onPress={(place) => setKept(fromFloatCode(row, code ^ (1 << (count - 1 - place))))}
          />
          <Slider
            label={say('zoom')}
            value={zoom}
            onChange={setZoom}
            min={1}
            max={MOST_ZOOM}
            step={1}
            scale="log"
            unit="×"
            digits={0}
          />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('value'), value: isNumber ? toShort(value) : say('none') },
            { label: say('next'), value: isNumber ? toShort(spacingOf(row, value)) : '–' },
            { label: say('least'), value: toShort(leastOf(row)) },
            { label: say('largest'), value: toShort(row.largest) },
          ]}
        />
      }
    >
      <Lines value={isNumber ? value : 0} zoom={zoom} />
    </FigurePanel>
  );
}

function Lines({ value, zoom }: { readonly value: number; readonly zoom: number }) {
  const { format } = useSettings().settings;
  const say = useWords(words);
  const half = END / zoom;
  const middle = Math.min(Math.max(value, half - END), END - half);
  const [low, high] = [middle - half, middle + half];
  const shown = useMemo(
    () => SMALL_FLOAT_NAMES.map((name) => ({ name, ...listNumbers(name, low, high) })),
    [low, high],
  );
  const digits = Math.min(9, 2 + Math.ceil(Math.log10(zoom)));
  return (
    <NumberLine
      id="formats-line"
      title={say('title')}
      finding={say('finding', {
        value: toShort(value),
        format: FORMAT_LABELS[format],
        spacing: toShort(spacingOf(SMALL_FLOATS[format], value)),
      })}
      rows={shown.map(({ name, values, fractionBits }) => {
        const bits = SMALL_FLOATS[name].fractionBits;
        const label = { format: FORMAT_LABELS[name], shown: fractionBits, bits };
        const isWhole = fractionBits === bits;
        return { id: name, label: say(isWhole ? 'all' : 'some', label), variant: LOOKS[name], values };
      })}
      domain={[low, high]}
      valueLabel={say('value')}
      format={(each) => String(Number(each.toFixed(digits))).replace('-', '−')}
      {...(Math.abs(value) <= END && { at: value })}
    />
  );
}
