import { useMemo } from 'react';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import type { Kernel } from '../../parts/kernels.ts';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { toIndexBytes, weighIndex } from '../lab/gaps.ts';
import { useShownKernels } from '../lab/net.ts';
import { LIMITS, useIndexBits, useSettings } from '../settings.ts';
import { BreakEvenChart } from './BreakEvenChart.tsx';
import { Controls } from './Controls.tsx';
import { NetMissing } from './NetMissing.tsx';
import { PositionTable } from './PositionTable.tsx';
import { RowStepper } from './RowStepper.tsx';

const words = {
  width: { en: 'Bits of a gap', zh: '间隔的位数' },
  entries: { en: 'Gaps written', zh: '写下的间隔' },
  fillers: { en: 'of them fillers', zh: '其中填充零' },
  bytes: { en: 'Bytes for positions', zh: '位置占用的字节' },
  detail: { en: '{gaps} gaps, {zeros} fillers’ zeros', zh: '间隔 {gaps}，填充零 {zeros}' },
  perWeight: { en: 'Bits for one weight’s place', zh: '每个权重的位置占几位' },
  curve: { en: 'Which width for which sparsity?', zh: '什么稀疏度配什么位数？' },
  ways: { en: 'Other ways to say where', zh: '写位置的其他办法' },
} as const;

/** Relative indices on a row of the live layer, their width, and other ways to write positions. */
export function PositionsFigure() {
  return (
    <Seen>
      <PositionsBody />
    </Seen>
  );
}

function PositionsBody() {
  const kernels = useShownKernels();
  const layers = useMemo(() => kernels.map((kernel) => kernel.layer), [kernels]);
  const [layer, showLayer] = useShownLayer(layers);
  const [bits, setBits] = useIndexBits();
  const say = useWords(words);
  const kernel = kernels.find((each) => each.layer === layer);
  if (kernel === undefined) return <NetMissing />;
  return (
    <div className={styles.panel}>
      <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
      <RowStepper kernel={kernel} bits={bits} />
      <Slider
        label={say('width')}
        value={bits}
        onChange={setBits}
        {...LIMITS.indexBits}
        step={1}
        digits={0}
      />
      <IndexReadout kernel={kernel} bits={bits} />
      <details className={styles.more} open>
        <summary>{say('curve')}</summary>
        <BreakEvenChart layer={layer} />
      </details>
      <details className={styles.more}>
        <summary>{say('ways')}</summary>
        <PositionTable />
        <Controls />
      </details>
    </div>
  );
}

/** A gap's filler costs a code as well. */
function IndexReadout({ kernel, bits }: { readonly kernel: Kernel; readonly bits: number }) {
  const { settings } = useSettings();
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const codeBits = kernel.shape.length === 4 ? settings.convBits : settings.fcBits;
  const mask = useMemo(() => kernel.values.map((value) => (value === 0 ? 0 : 1)), [kernel]);
  const size = useMemo(() => weighIndex(mask, bits, codeBits), [mask, bits, codeBits]);
  const kept = size.entries - size.fillers;
  return (
    <Readout
      items={[
        { label: say('entries'), value: integer(size.entries) },
        { label: say('fillers'), value: integer(size.fillers) },
        {
          label: say('bytes'),
          value: integer(toIndexBytes(size)),
          detail: say('detail', { gaps: integer(size.gapBytes), zeros: integer(size.fillerBytes) }),
        },
        { label: say('perWeight'), value: kept === 0 ? '–' : decimal((8 * toIndexBytes(size)) / kept, 2) },
      ]}
    />
  );
}
