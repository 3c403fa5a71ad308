import { useMemo } from 'react';
import {
  FRACTION_BITS,
  fromFloatBits,
  listFloats,
  toFloatBits,
  toFloatParts,
  toFloatSpacing,
} from '../../../src/math/float32.ts';
import { toGridNumber, toGridValue, toLinearGrid } from '../../../src/math/lineargrid.ts';
import { NumberLine } from '../../../src/plots/numberline/NumberLine.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { FloatBits } from '../../parts/figures/FloatBits.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { toPower, toShort } from '../../parts/numbertext.ts';
import { useFormats, useWords } from '../../parts/words.ts';

const words = {
  title: { en: 'Which numbers there are', zh: '能表示哪些数' },
  finding: {
    en: 'Around {value}, floats lie {spacing} apart and the whole numbers’ values {step}. The float is drawn with {shown} of its 23 fraction bits.',
    zh: '在 {value} 附近，相邻浮点数相差 {spacing}，整数网格相差 {step}。图中的浮点数只画出 23 位尾数中的前 {shown} 位。',
  },
  float: { en: 'float32, {shown} of 23 fraction bits', zh: 'float32，23 位尾数中的前 {shown} 位' },
  int8: { en: 'int8: 255 values from −2 to 2', zh: 'int8：从 −2 到 2 的 255 个值' },
  zoom: { en: 'Magnified', zh: '放大倍数' },
  value: { en: 'The float', zh: '这个浮点数' },
  next: { en: 'To the next float', zh: '到下一个浮点数' },
  grid: { en: 'As int8', zh: '写成 int8' },
  gridDetail: { en: '{number} × {step}', zh: '{number} × {step}' },
  none: { en: 'no finite number', zh: '不是有限的数' },
} as const;

/** An int8 grid from -2 to 2. */
const END = 2;
const GRID = toLinearGrid({ low: -END, high: END }, 8, 'restricted');
const EVEN = Array.from({ length: 255 }, (_, place) => toGridValue(place + 1, GRID));
const MOST_MARKS = 170;
const MOST_ZOOM = 4_000_000;

/** The bits of a float to press, and its neighbours beside the even grid of int8. */
export function LineFigure() {
  const [bits, setBits] = useKeptState<readonly number[]>('float-bits', toFloatBits(0.7));
  const [zoom, setZoom] = useKeptState('float-zoom', 1);
  const say = useWords(words);
  const value = fromFloatBits(bits);
  const isNumber = Number.isFinite(value);
  return (
    <FigurePanel
      id="line"
      controls={
        <>
          <FloatBits
            bits={bits}
            exponentBits={8}
            onPress={(at) => setBits(bits.map((bit, place) => (place === at ? 1 - bit : bit)))}
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
      readout={<FloatReadout bits={bits} value={value} />}
      views={[
        { id: 'line', label: say('title'), content: <Lines value={isNumber ? value : 0} zoom={zoom} /> },
      ]}
    />
  );
}

function FloatReadout({ bits, value }: { readonly bits: readonly number[]; readonly value: number }) {
  const say = useWords(words);
  const { decimal } = useFormats();
  if (!Number.isFinite(value)) return <Readout items={[{ label: say('value'), value: say('none') }]} />;
  const { isNegative, exponent, significand } = toFloatParts(bits);
  const number = toGridNumber(value, GRID) - GRID.zeroPoint;
  return (
    <Readout
      items={[
        {
          label: say('value'),
          value: toShort(value),
          detail: (
            <>
              {isNegative ? '−' : ''}
              {decimal(significand, 7)} × {toPower(2, exponent)}
            </>
          ),
        },
        { label: say('next'), value: toShort(toFloatSpacing(value)) },
        {
          label: say('grid'),
          value: toShort(number * GRID.scale),
          detail: say('gridDetail', { number: decimal(number, 0), step: decimal(GRID.scale, 5) }),
        },
      ]}
    />
  );
}

function Lines({ value, zoom }: { readonly value: number; readonly zoom: number }) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const view = useMemo(() => toView(value, zoom), [value, zoom]);
  const names = {
    shown: view.shown,
    value: toShort(value),
    spacing: toShort(toFloatSpacing(value)),
    step: decimal(GRID.scale, 5),
  };
  const digits = Math.min(9, 2 + Math.ceil(Math.log10(zoom)));
  return (
    <NumberLine
      id="float-line"
      title={say('title')}
      finding={say('finding', names)}
      showFinding
      rows={[
        { id: 'float', label: say('float', names), variant: 'dense', values: view.floats },
        { id: 'int8', label: say('int8'), variant: 'quantized', values: view.even },
      ]}
      domain={view.domain}
      valueLabel={say('value')}
      format={(each) => String(Number(each.toFixed(digits))).replace('-', '−')}
      at={value}
    />
  );
}

/** What a window around the value shows: as many fraction bits as there is room for marks. */
function toView(value: number, zoom: number) {
  const half = END / zoom;
  const middle = Math.min(Math.max(value, half - END), END - half);
  const domain = [middle - half, middle + half] as const;
  const finest = (2 * half) / 400;
  let shown = 0;
  let floats = listFloats(...domain, 0, finest);
  while (shown < FRACTION_BITS) {
    const more = listFloats(...domain, shown + 1, finest);
    if (more.length > MOST_MARKS) break;
    floats = more;
    shown += 1;
    if (zoom === 1 && shown === 3) break;
  }
  return { domain, floats, shown, even: EVEN.filter((each) => each >= domain[0] && each <= domain[1]) };
}
