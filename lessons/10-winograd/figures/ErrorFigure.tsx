import { useEffect, useState } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { toShort } from '../../parts/numbertext.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { type TileError, traceErrors } from '../lab/errors.ts';
import { NetChoice, NetMissing, useTiledLayers } from '../lesson.ts';

const words = {
  title: { en: 'What tiles of {layer} lose', zh: '{layer} 分块计算的误差' },
  finding: {
    en: 'With {side} outputs a side, float32 is off by {single}, 8 bits by {eight}.',
    zh: '块的边长为 {side} 时，float32 的误差是 {single}，8 位是 {eight}。',
  },
  pending: { en: 'The errors are being worked out.', zh: '正在计算误差。' },
  single: { en: 'float32', zh: 'float32' },
  eight: { en: '8 bits', zh: '8 位' },
  x: { en: 'outputs of a tile’s side (1: direct)', zh: '块的边长（1 表示直接算）' },
  y: { en: 'error relative to the outputs', zh: '相对于输出的误差' },
  at2: { en: 'float32, 2 × 2', zh: 'float32，2 × 2' },
  at4: { en: 'float32, 4 × 4', zh: 'float32，4 × 4' },
  eight2: { en: '8 bits, 2 × 2', zh: '8 位，2 × 2' },
  eight4: { en: '8 bits, 4 × 4', zh: '8 位，4 × 4' },
} as const;

/** The errors of each side of tiles, one after the other, so that the page goes on answering. */
function useErrors(): readonly TileError[] {
  const { shown, kernel } = useTiledLayers();
  const [errors, setErrors] = useState<readonly TileError[]>([]);
  const { channels, outputs } = shown;
  useEffect(() => {
    setErrors([]);
    if (kernel === undefined) return;
    const trace = traceErrors(kernel, channels, outputs);
    let timer = setTimeout(function next() {
      const { done, value } = trace.next();
      if (value) setErrors((known) => [...known, value]);
      if (!done) timer = setTimeout(next);
    });
    return () => clearTimeout(timer);
  }, [kernel, channels, outputs]);
  return errors;
}

/** Error against the side of tiles, in float32 and in 8 bits. */
export function ErrorFigure() {
  const { shown, choice, kernel } = useTiledLayers();
  const errors = useErrors();
  const say = useWords(words);
  const { integer, percent } = useFormats();
  if (kernel === undefined) return <NetMissing />;
  const [two, four] = [2, 4].map((side) => errors.find((each) => each.side === side));
  const last = errors.at(-1);
  const toSeries = (id: 'single' | 'eight', variant: 'dense' | 'quantized') => ({
    ...{ id, variant, label: say(id) },
    points: errors.flatMap((each) => (each[id] > 0 ? [{ x: each.side, y: each[id] }] : [])),
  });
  return (
    <FigurePanel
      id="error"
      controls={
        <>
          <NetChoice />
          <LayerChoice {...choice} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('at2'), value: two ? toShort(two.single) : '–' },
            { label: say('at4'), value: four ? toShort(four.single) : '–' },
            { label: say('eight2'), value: two ? percent(two.eight, 1) : '–' },
            { label: say('eight4'), value: four ? percent(four.eight, 1) : '–' },
          ]}
        />
      }
    >
      <LineChart
        id="tile-errors"
        title={say('title', { layer: shown.layer })}
        finding={
          last === undefined
            ? say('pending')
            : say('finding', {
                side: integer(last.side),
                single: toShort(last.single),
                eight: percent(last.eight, 1),
              })
        }
        series={[toSeries('single', 'dense'), toSeries('eight', 'quantized')]}
        x={{ label: say('x'), domain: [1, 8], format: integer }}
        y={{ label: say('y'), kind: 'log', domain: [1e-8, 10], format: toShort }}
      />
    </FigurePanel>
  );
}
