import { useMemo } from 'react';
import { CLOCK_HZ } from '../../../src/math/eie/machine.ts';
import { WORKLOAD_NAMES, WORKLOADS, type Workload } from '../../../src/math/eie/workloads.ts';
import { useSimulation } from '../../../src/state/hooks.ts';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { SimulationBar } from '../../parts/figures/SimulationBar.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { CHIP } from '../lab/published.ts';
import { WORKLOAD_LABELS } from '../settings.ts';

const words = {
  title: { en: 'Microseconds of the paper’s layers', zh: '论文各层所用的微秒数' },
  layer: { en: 'Layer', zh: '层' },
  paper: { en: 'paper (µs)', zh: '论文（µs）' },
  ours: { en: 'here (µs)', zh: '这里（µs）' },
  difference: { en: 'apart', zh: '相差' },
  paperLeast: { en: 'paper, no wait', zh: '论文，不等待' },
  oursLeast: { en: 'here, no wait', zh: '这里，不等待' },
} as const;

/** The nine layers on the chip's 64 elements: the paper's times and the simulator's. */
export function PublishedFigure() {
  const isSeen = useIsSeen();
  const question = useMemo(
    () =>
      isSeen
        ? {
            kind: 'eie' as const,
            layers: WORKLOAD_NAMES.map((name) => ({ kind: 'published' as const, name })),
            sizes: [CHIP],
          }
        : null,
    [isSeen],
  );
  const simulation = useSimulation<'eie'>(question);
  const points = (simulation.answer ?? simulation.previous?.answer)?.points;
  const say = useWords(words);
  const { decimal, percent } = useFormats();
  const us = (value: number | undefined) => (value === undefined ? '–' : decimal(value, 1));
  return (
    <FigurePanel id="published" actions={<SimulationBar of={simulation} />} grows>
      <NumberTable
        title={say('title')}
        columns={[
          ...(['layer', 'paper', 'ours', 'difference', 'paperLeast', 'oursLeast'] as const).map((key) =>
            say(key),
          ),
        ]}
        rows={WORKLOAD_NAMES.map((name, at) => {
          const { published }: Workload = WORKLOADS[name];
          const point = points?.[at];
          const difference = point && published ? point.microseconds / published.actual - 1 : undefined;
          return {
            id: name,
            header: WORKLOAD_LABELS[name],
            cells: [
              us(published?.actual),
              us(point?.microseconds),
              difference === undefined ? '–' : `${difference > 0 ? '+' : ''}${percent(difference, 0)}`,
              us(published?.theoretical),
              us(point && (1e6 * point.theoreticalCycles) / CLOCK_HZ),
            ],
          };
        })}
      />
    </FigurePanel>
  );
}
