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
import { SIZES, useSource, withSize } from '../lab/source.ts';
import { DataMissing, useSettings } from '../lesson.ts';
import { SETTINGS, WORKLOAD_LABELS } from '../settings.ts';

const words = {
  speed: { en: 'Speed-up', zh: '加速' },
  shares: { en: 'Idle and fillers', zh: '空闲与填充零' },
  speedTitle: { en: 'How many times faster than one element', zh: '是单个处理单元的几倍快' },
  sharesTitle: { en: 'What {name} loses', zh: '{name} 损失在哪里' },
  finding: {
    en: '{n} elements are {times} times as fast as one; {idle} of their cycles are idle.',
    zh: '{n} 个单元是单个的 {times} 倍快，空闲周期占 {idle}。',
  },
  waiting: { en: 'The machine is being simulated.', zh: '正在模拟。' },
  x: { en: 'processing elements', zh: '处理单元个数' },
  speedY: { en: 'times faster', zh: '加速倍数' },
  sharesY: { en: 'share', zh: '占比' },
  even: { en: 'n times', zh: 'n 倍' },
  idle: { en: 'idle cycles', zh: '空闲周期' },
  fillers: { en: 'fillers', zh: '填充零' },
  idleNow: { en: 'Idle', zh: '空闲' },
  fillersNow: { en: 'Fillers', zh: '填充零' },
  time: { en: 'Time', zh: '时间' },
} as const;

const TOLD = 'alex-6';

/** Curves over the number of elements, of the chosen layer and of the paper's first. */
function useCurves() {
  const { elements } = useSettings().settings;
  const { layer, name } = useSource();
  const isSeen = useIsSeen();
  const question = useMemo(() => {
    if (layer === null || !isSeen) return null;
    const isTold = layer.kind === 'published' && layer.name === TOLD;
    const others = isTold ? [] : [{ kind: 'published' as const, name: TOLD } as const];
    const sizes = withSize(elements).map((each) => ({ elements: each, depth: CHIP.depth }));
    return { kind: 'eie' as const, layers: [layer, ...others], sizes };
  }, [layer, elements, isSeen]);
  const simulation = useSimulation<'eie'>(question);
  const points = (simulation.answer ?? simulation.previous?.answer)?.points ?? [];
  const own = points.filter((each) => each.layer === 0);
  const told = points.filter((each) => each.layer === 1);
  const at = simulation.answer?.points.find((each) => each.layer === 0 && each.elements === elements);
  return { simulation, name, elements, own, told, at };
}

const toSpeeds = (points: readonly EiePoint[]) =>
  points.map(({ elements, cycles }) => ({ x: elements, y: points[0]!.cycles / cycles }));

/** What more elements bring, and what they lose. */
export function ElementsFigure() {
  const { simulation, name, elements, own, told, at } = useCurves();
  const say = useWords(words);
  const { integer, percent, decimal } = useFormats();
  const times = at === undefined ? undefined : own[0]!.cycles / at.cycles;
  const write = (text: string | undefined) => text ?? '–';
  const said = {
    n: integer(elements),
    times: write(times === undefined ? undefined : decimal(times, 1)),
    idle: write(at && percent(at.idleShare, 1)),
  };
  const common = {
    finding: say('finding', said),
    ...(own.length === 0 && { state: { kind: 'loading' as const, message: say('waiting') } }),
  };
  const x = { label: say('x'), kind: 'log', domain: [1, 256], format: integer } as const;
  return (
    <FigurePanel
      id="elements"
      notice={<DataMissing />}
      controls={
        <>
          <Dial of={SETTINGS.source} />
          <Dial of={SETTINGS.elements} />
        </>
      }
      actions={<SimulationBar of={simulation} />}
      readout={
        <Readout
          items={[
            { label: say('speed'), value: times === undefined ? '–' : `${said.times}×` },
            { label: say('idleNow'), value: said.idle },
            { label: say('fillersNow'), value: write(at && percent(at.fillers / at.entries, 1)) },
            { label: say('time'), value: write(at && `${decimal(at.microseconds, 1)} µs`) },
          ]}
        />
      }
      views={[
        {
          id: 'speed',
          label: say('speed'),
          content: (
            <LineChart
              id="elements-speed"
              title={say('speedTitle')}
              {...common}
              series={[
                { id: 'own', label: name, variant: 'pruned', points: toSpeeds(own) },
                ...(told.length === 0
                  ? []
                  : [
                      {
                        id: 'told',
                        label: WORKLOAD_LABELS[TOLD],
                        variant: 'shared' as const,
                        points: toSpeeds(told),
                      },
                    ]),
                {
                  id: 'even',
                  label: say('even'),
                  variant: 'muted',
                  points: SIZES.map((size) => ({ x: size, y: size })),
                },
              ]}
              x={x}
              y={{ label: say('speedY'), kind: 'log', domain: [1, 300], format: integer }}
              picked={{ seriesId: 'own', x: elements }}
            />
          ),
        },
        {
          id: 'shares',
          label: say('shares'),
          content: (
            <LineChart
              id="elements-shares"
              title={say('sharesTitle', { name })}
              {...common}
              series={[
                {
                  id: 'idle',
                  label: say('idle'),
                  variant: 'pruned',
                  points: own.map((each) => ({ x: each.elements, y: each.idleShare })),
                },
                {
                  id: 'fillers',
                  label: say('fillers'),
                  variant: 'shared',
                  points: own.map(({ elements: n, fillers, entries }) => ({
                    x: n,
                    y: entries === 0 ? 0 : fillers / entries,
                  })),
                },
              ]}
              x={x}
              y={{ label: say('sharesY'), domain: [0, 1], format: (value) => percent(value, 0) }}
              picked={{ seriesId: 'idle', x: elements }}
            />
          ),
        },
      ]}
    />
  );
}
