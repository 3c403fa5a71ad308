import { useMemo } from 'react';
import { toIndexBytes, weighIndex } from '../../../src/math/indexwidth.ts';
import { Dial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import type { Kernel } from '../../parts/kernels.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { useSettings } from '../lesson.ts';
import { SETTINGS } from '../settings.ts';
import { BreakEvenChart } from './BreakEvenChart.tsx';
import { NetMissing } from './NetMissing.tsx';
import { PositionTable } from './PositionTable.tsx';
import { RowStepper } from './RowStepper.tsx';
import { useShownKernel } from './shown.ts';

const words = {
  entries: { en: 'Gaps written', zh: '写下的间隔' },
  fillers: { en: 'of them fillers', zh: '其中填充零' },
  bytes: { en: 'Bytes for positions', zh: '位置占用的字节' },
  detail: { en: '{gaps} gaps, {zeros} fillers’ zeros', zh: '间隔 {gaps}，填充零 {zeros}' },
  perWeight: { en: 'Bits for one weight’s place', zh: '每个权重的位置占几位' },
  row: { en: 'A row', zh: '一行' },
  curve: { en: 'Width by sparsity', zh: '稀疏度与位数' },
  ways: { en: 'Other ways', zh: '其他办法' },
} as const;

/** Relative indices on a row of the live layer, their width, and other ways to write positions. */
export function PositionsFigure() {
  const { kernel, layer, choice } = useShownKernel();
  const { indexBits: bits } = useSettings().settings;
  const say = useWords(words);
  if (kernel === undefined) return <NetMissing />;
  return (
    <FigurePanel
      id="positions"
      controls={
        <>
          <Dial of={SETTINGS.indexBits} />
          <Dial of={SETTINGS.sparsity} />
          <LayerChoice {...choice} />
        </>
      }
      readout={<IndexReadout kernel={kernel} bits={bits} />}
      views={[
        { id: 'row', label: say('row'), grows: true, content: <RowStepper kernel={kernel} bits={bits} /> },
        { id: 'curve', label: say('curve'), content: <BreakEvenChart layer={layer} /> },
        { id: 'ways', label: say('ways'), grows: true, content: <PositionTable /> },
      ]}
    />
  );
}

/** A gap's filler costs a code as well. */
function IndexReadout({ kernel, bits }: { readonly kernel: Kernel; readonly bits: number }) {
  const { convBits, fcBits } = useSettings().settings;
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const codeBits = kernel.shape.length === 4 ? convBits : fcBits;
  const size = useMemo(() => weighIndex(kernel.values, bits, codeBits), [kernel.values, bits, codeBits]);
  const kept = size.entries - size.fillers;
  const detail = say('detail', { gaps: integer(size.gapBytes), zeros: integer(size.fillerBytes) });
  return (
    <Readout
      items={[
        { label: say('entries'), value: integer(size.entries) },
        { label: say('fillers'), value: integer(size.fillers) },
        { label: say('bytes'), value: integer(toIndexBytes(size)), detail },
        { label: say('perWeight'), value: kept === 0 ? '–' : decimal((8 * toIndexBytes(size)) / kept, 2) },
      ]}
    />
  );
}
