import { useMemo } from 'react';
import { countExponents, countFates } from '../../../src/math/exponents.ts';
import { leastExponentOf, SMALL_FLOATS, type SmallFloatName } from '../../../src/math/smallfloat.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { Dial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { toPower } from '../../parts/numbertext.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import {
  DataMissing,
  GRADIENT_IMAGES,
  NetChoice,
  NetMissing,
  useGradientLayer,
  useGradients,
  useGuess,
  useSettings,
} from '../lesson.ts';
import { EXPONENT, FORMAT, FORMAT_LABELS } from '../settings.ts';

const words = {
  waiting: { en: 'The gradients of {n} images are being worked out.', zh: '正在计算 {n} 张图像的梯度。' },
  title: { en: 'Gradients of {layer} by their power of two', zh: '{layer} 的梯度，按 2 的幂分组' },
  finding: {
    en: 'Of {n} gradients that are not zero, {format} turns {lost} to zero and keeps {coarse} with fewer digits than it has.',
    zh: '{n} 个不为零的梯度中，{format} 把 {lost} 变成零，{coarse} 只留下部分有效位。',
  },
  held: { en: 'Of {n} gradients, most lie far below one.', zh: '{n} 个梯度中，大多数远小于 1。' },
  gradients: { en: 'gradients', zh: '梯度' },
  x: { en: 'size, as a power of two', zh: '大小（2 的几次方）' },
  y: { en: 'share of the gradients', zh: '占全部梯度' },
  least: { en: 'smallest', zh: '最小的数' },
  normal: { en: 'full digits', zh: '有效位齐全' },
  largest: { en: 'largest', zh: '最大的数' },
  lost: { en: 'Becomes zero', zh: '变成零' },
  coarse: { en: 'Loses digits', zh: '丢失有效位' },
  kept: { en: 'Kept', zh: '完好' },
  overflown: { en: 'Overflows', zh: '上溢' },
} as const;

/** Ends of the axis: all that a gradient may be before and after its scale. */
const DOMAIN = [-44, 20] as const;

/**
 * One batch's gradients against half precision, without a scale; what becomes of them once the guess stands.
 */
export function PredictFigure() {
  const { isOpen } = useGuess();
  return <GradientPanel id="predict" format="fp16" exponent={0} isOpen={isOpen} />;
}

/** The same against any format, shifted by a scale. */
export function GradientFigure() {
  const { format, exponent } = useSettings().settings;
  const { layers, shown, setWanted } = useGradientLayer();
  return (
    <GradientPanel
      id="scale"
      format={format}
      exponent={exponent}
      isOpen
      controls={
        <>
          <NetChoice />
          <LayerChoice layers={layers} shown={shown?.layer ?? ''} onShow={setWanted} />
          <Dial of={FORMAT} />
          <Dial of={EXPONENT} />
        </>
      }
    />
  );
}

interface GradientPanelProps {
  readonly id: string;
  readonly format: SmallFloatName;
  readonly exponent: number;
  readonly isOpen: boolean;
  readonly controls?: React.ReactNode;
}

function GradientPanel({ id, format, exponent, isOpen, controls }: GradientPanelProps) {
  const { shown } = useGradientLayer();
  const values = useGradients(shown?.name);
  const say = useWords(words);
  const { percent } = useFormats();
  const fates = useMemo(
    () => (values === null ? null : countFates(SMALL_FLOATS[format], values, exponent)),
    [values, format, exponent],
  );
  if (shown === null) return <NetMissing />;
  const write = (share: number | undefined) => (share === undefined || !isOpen ? '–' : percent(share));
  return (
    <FigurePanel
      id={id}
      notice={<DataMissing />}
      controls={controls}
      readout={
        <Readout
          items={[
            { label: say('lost'), value: write(fates?.lost) },
            { label: say('coarse'), value: write(fates?.coarse) },
            { label: say('kept'), value: write(fates?.normal) },
            { label: say('overflown'), value: write(fates?.overflown) },
          ]}
        />
      }
    >
      {values === null || fates === null ? (
        <Notice isLive={false}>{say('waiting', { n: GRADIENT_IMAGES })}</Notice>
      ) : (
        <Exponents {...{ id, layer: shown.layer, values, format, exponent, isOpen, fates }} />
      )}
    </FigurePanel>
  );
}

interface ExponentsProps extends Omit<GradientPanelProps, 'controls'> {
  readonly layer: string;
  readonly values: Float32Array;
  readonly fates: ReturnType<typeof countFates>;
}

function Exponents({ id, layer, values, format, exponent, isOpen, fates }: ExponentsProps) {
  const say = useWords(words);
  const { percent, integer } = useFormats();
  const counted = useMemo(() => countExponents(values), [values]);
  const n = counted.total - counted.zeros;
  const points = useMemo(() => {
    const list = [];
    for (let at = DOMAIN[0]; at <= DOMAIN[1]; at++)
      list.push({ x: at, y: (counted.counts.get(at - exponent) ?? 0) / Math.max(n, 1) });
    return list;
  }, [counted, n, exponent]);
  const most = Math.max(...points.map(({ y }) => y));
  const names = { n: integer(n), format: FORMAT_LABELS[format] };
  const shares = { lost: percent(fates.lost), coarse: percent(fates.coarse) };
  return (
    <LineChart
      id={`${id}-exponents`}
      title={say('title', { layer })}
      finding={isOpen ? say('finding', { ...names, ...shares }) : say('held', names)}
      series={[
        { id: 'gradients', label: say('gradients'), variant: 'dense', dash: 'solid', marker: 'none', points },
      ]}
      x={{ label: say('x'), domain: DOMAIN, format: (value) => toPower(2, Math.round(value)) }}
      y={{ label: say('y'), domain: [0, 1.15 * most], format: (value) => percent(value) }}
      references={isOpen ? toLimits(format, say) : []}
    />
  );
}

function toLimits(format: SmallFloatName, say: (key: 'least' | 'normal' | 'largest') => string) {
  const row = SMALL_FLOATS[format];
  const least = leastExponentOf(row);
  const limits = [
    { value: least - row.fractionBits, label: say('least') },
    { value: least, label: say('normal') },
    { value: Math.log2(row.largest), label: say('largest') },
  ];
  return limits
    .filter(({ value }) => value >= DOMAIN[0] && value <= DOMAIN[1])
    .map((limit) => ({ axis: 'x' as const, variant: 'accent' as const, ...limit }));
}
