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
import { SETTINGS, WORKLOAD_LABELS } from '../settings.ts';

const words = {
  speed: { en: 'Speed-up', zh: '加速' },
  shares: { en: 'Idle and fillers', zh: '空闲与填充零' },
  speedTitle: {
    en: 'Speed-up, for each element: 1 is n times as fast',
    zh: '加速倍数除以单元个数：1 就是 n 倍快',
  },
  sharesTitle: { en: 'What {name} loses', zh: '{name} 损失在哪里' },
  finding: {
    en: '{n} elements are {times} times as fast as one; {idle} of their cycles are idle.',
    zh: '{n} 个单元是单个的 {times} 倍快，空闲周期占 {idle}。',
  },
  waiting: { en: 'The machine is being simulated.', zh: '正在模拟。' },
  x: { en: 'processing elements', zh: '处理单元个数' },
  speedY: { en: 'speed-up ÷ elements', zh: '加速倍数 ÷ 单元个数' },
  sharesY: { en: 'share', zh: '占比' },
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
  const times = at === undefined ? undefined : own[0]!.cycles / at.cycles;
  return { simulation, name, elements, own, told, at, times };
}

const toFillers = ({ fillers, entries }: EiePoint) => (entries === 0 ? 0 : fillers / entries);

const toSpeeds = (points: readonly EiePoint[]) =>
  points.map(({ elements, cycles }) => ({ x: elements, y: points[0]!.cycles / cycles / elements }));

/** What more elements bring, and what they lose. */
export function ElementsFigure() {
  const curves = useCurves();
  const { simulation, at, times } = curves;
  const say = useWords(words);
  const { percent, decimal } = useFormats();
  const write = (text: string | undefined) => text ?? '–';
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
            { label: say('speed'), value: times === undefined ? '–' : `${decimal(times, 1)}×` },
            { label: say('idleNow'), value: write(at && percent(at.idleShare, 1)) },
            { label: say('fillersNow'), value: write(at && percent(toFillers(at), 1)) },
            { label: say('time'), value: write(at && `${decimal(at.microseconds, 1)} µs`) },
          ]}
        />
      }
      views={[
        { id: 'speed', label: say('speed'), content: <SpeedChart {...curves} /> },
        { id: 'shares', label: say('shares'), content: <SharesChart {...curves} /> },
      ]}
    />
  );
}

type CurvesProps = ReturnType<typeof useCurves>;

/** What both charts have in common. */
function useCommon({ elements, at, times, own }: CurvesProps) {
  const say = useWords(words);
  const { integer, percent, decimal } = useFormats();
  return {
    finding: say('finding', {
      n: integer(elements),
      times: times === undefined ? '–' : decimal(times, 1),
      idle: at === undefined ? '–' : percent(at.idleShare, 1),
    }),
    ...(own.length === 0 && { state: { kind: 'loading' as const, message: say('waiting') } }),
    x: { label: say('x'), kind: 'log' as const, domain: [1, 256] as const, format: integer },
  };
}

function SpeedChart(curves: CurvesProps) {
  const { own, told, name, elements } = curves;
  const common = useCommon(curves);
  const say = useWords(words);
  const { decimal } = useFormats();
  const label = WORKLOAD_LABELS[TOLD];
  return (
    <LineChart
      id="elements-speed"
      title={say('speedTitle')}
      {...common}
      series={[
        { id: 'own', label: name, variant: 'pruned', points: toSpeeds(own) },
        ...(told.length === 0
          ? []
          : [{ id: 'told', label, variant: 'shared' as const, points: toSpeeds(told) }]),
      ]}
      y={{ label: say('speedY'), domain: [0, 1.4], format: (value) => decimal(value, 1) }}
      picked={{ seriesId: 'own', x: elements }}
    />
  );
}

function SharesChart(curves: CurvesProps) {
  const { own, name, elements } = curves;
  const common = useCommon(curves);
  const say = useWords(words);
  const { percent } = useFormats();
  const toPoints = (read: (point: EiePoint) => number) =>
    own.map((point) => ({ x: point.elements, y: read(point) }));
  return (
    <LineChart
      id="elements-shares"
      title={say('sharesTitle', { name })}
      {...common}
      series={[
        { id: 'idle', label: say('idle'), variant: 'pruned', points: toPoints(({ idleShare }) => idleShare) },
        { id: 'fillers', label: say('fillers'), variant: 'shared', points: toPoints(toFillers) },
      ]}
      y={{ label: say('sharesY'), domain: [0, 1], format: (value) => percent(value, 0) }}
      picked={{ seriesId: 'idle', x: elements }}
    />
  );
}
