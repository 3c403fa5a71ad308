import { useMemo } from 'react';
import type { EiePoint } from '../../../src/math/eie/simulate.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { useSimulation } from '../../../src/state/hooks.ts';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { Dial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { SimulationBar } from '../../parts/figures/SimulationBar.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { CHIP } from '../lab/published.ts';
import { useSource, withSize } from '../lab/source.ts';
import { DataMissing, useSettings } from '../lesson.ts';
import { SETTINGS } from '../settings.ts';

const words = {
  title: { en: 'Idle cycles of {name} on {n} elements', zh: '{name} 在 {n} 个单元上的空闲周期' },
  finding: {
    en: 'Queues of {depth} leave {idle} of the cycles idle.',
    zh: '队列深度 {depth} 时，空闲周期占 {idle}。',
  },
  waiting: { en: 'The machine is being simulated.', zh: '正在模拟。' },
  x: { en: 'queue depth', zh: '队列深度' },
  y: { en: 'idle cycles', zh: '空闲周期' },
  chip: { en: 'the chip', zh: '芯片的选择' },
  idle: { en: 'Idle', zh: '空闲' },
  cycles: { en: 'Cycles', zh: '周期数' },
  least: { en: 'If none waited', zh: '若无人等待' },
  time: { en: 'Time', zh: '时间' },
} as const;

/** Idle cycles against the depth of the queues. */
export function QueueFigure() {
  const { elements, depth } = useSettings().settings;
  const { layer, name } = useSource();
  const isSeen = useIsSeen();
  const question = useMemo(
    () =>
      layer === null || !isSeen
        ? null
        : {
            kind: 'eie' as const,
            layers: [layer],
            sizes: withSize(depth).map((each) => ({ elements, depth: each })),
          },
    [layer, elements, depth, isSeen],
  );
  const simulation = useSimulation<'eie'>(question);
  const points = (simulation.answer ?? simulation.previous?.answer)?.points ?? [];
  const at = simulation.answer?.points.find((each) => each.depth === depth);
  const say = useWords(words);
  const { integer, percent, decimal } = useFormats();
  const write = (text: string | undefined) => text ?? '–';
  return (
    <FigurePanel
      id="queue"
      notice={<DataMissing />}
      controls={
        <>
          <Dial of={SETTINGS.source} />
          <Dial of={SETTINGS.depth} />
        </>
      }
      actions={<SimulationBar of={simulation} />}
      readout={
        <Readout
          items={[
            { label: say('idle'), value: write(at && percent(at.idleShare, 1)) },
            { label: say('cycles'), value: write(at && integer(at.cycles)) },
            { label: say('least'), value: write(at && integer(at.theoreticalCycles)) },
            { label: say('time'), value: write(at && `${decimal(at.microseconds, 1)} µs`) },
          ]}
        />
      }
    >
      <QueueChart name={name} points={points} at={at} />
    </FigurePanel>
  );
}

interface QueueChartProps {
  readonly name: string;
  readonly points: readonly EiePoint[];
  /** At the depth that is set; undefined while it is simulated. */
  readonly at: EiePoint | undefined;
}

function QueueChart({ name, points, at }: QueueChartProps) {
  const { elements, depth } = useSettings().settings;
  const say = useWords(words);
  const { integer, percent } = useFormats();
  const idle = at === undefined ? '–' : percent(at.idleShare, 1);
  return (
    <LineChart
      id="queue-idle"
      title={say('title', { name, n: integer(elements) })}
      finding={say('finding', { depth: integer(depth), idle })}
      {...(points.length === 0 && { state: { kind: 'loading' as const, message: say('waiting') } })}
      series={[
        {
          id: 'idle',
          label: name,
          variant: 'pruned',
          points: points.map((each) => ({ x: each.depth, y: each.idleShare })),
        },
      ]}
      x={{ label: say('x'), kind: 'log', domain: [1, 256], format: integer }}
      y={{ label: say('y'), domain: [0, 1], format: (value) => percent(value, 0) }}
      references={[{ axis: 'x', value: CHIP.depth, label: say('chip') }]}
      picked={{ seriesId: 'idle', x: depth }}
    />
  );
}
