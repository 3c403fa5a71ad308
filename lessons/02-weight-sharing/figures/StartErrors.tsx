import { useMemo } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { pickFrames, type TracePoint } from '../lab/traces.ts';
import { STARTS } from '../settings.ts';
import { START_VARIANTS, useStartName } from './startnames.ts';

const words = {
  errors: { en: 'Sum of squared errors, step by step', zh: '平方误差之和，一步一步' },
  errorsFinding: {
    en: 'After {step} steps, against the optimum: {list}.',
    zh: '走了 {step} 步之后，与最优解相比：{list}。',
  },
  times: { en: '{name} {times} times', zh: '{name} {times} 倍' },
  steps: { en: 'steps (the first at 1)', zh: '步数（起点记为 1）' },
  error: { en: 'sum of squared errors', zh: '平方误差之和' },
} as const;

export interface StartErrorsProps {
  readonly traces: readonly (readonly TracePoint[])[];
  readonly step: number;
  readonly optimum: TracePoint | null;
}

/** How the squared error falls from each start, step by step, beside the optimum. */
export function StartErrors({ traces, step, optimum }: StartErrorsProps) {
  const say = useWords(words);
  const toName = useStartName();
  const { decimal, integer } = useFormats();
  const [look, setLook] = useKeptState<string | null>('look-series', null);
  const last = Math.max(...traces.map(({ length }) => length));
  const series = useMemo(
    () =>
      STARTS.map((start, i) => {
        const trace = traces[i]!;
        return {
          id: start,
          label: toName(start),
          variant: START_VARIANTS[start],
          marker: 'none' as const,
          points: pickFrames(trace.length - 1).map((frame) => ({
            x: frame + 1,
            y: trace[frame]!.distortion,
          })),
        };
      }),
    [traces, toName],
  );
  const toTimes = (trace: readonly TracePoint[]) =>
    optimum === null
      ? '…'
      : decimal(trace[Math.min(step, trace.length - 1)]!.distortion / optimum.distortion, 3);
  return (
    <LineChart
      id="start-errors"
      title={say('errors')}
      finding={say('errorsFinding', {
        step: integer(step),
        list: STARTS.map((start, i) =>
          say('times', { name: toName(start), times: toTimes(traces[i]!) }),
        ).join(', '),
      })}
      showFinding
      series={series}
      x={{ label: say('steps'), kind: 'log', domain: [1, Math.max(2, last)], format: integer }}
      y={{ label: say('error'), kind: 'log', format: (value) => decimal(value, 2) }}
      references={[
        { axis: 'x', value: step + 1, label: integer(step), variant: 'accent' },
        ...(optimum === null
          ? []
          : [
              {
                axis: 'y' as const,
                value: optimum.distortion,
                label: toName('optimal'),
                variant: 'dense' as const,
              },
            ]),
      ]}
      {...(look === null ? {} : { emphasis: look })}
      onEmphasis={(id) => setLook(id ?? null)}
      aspect={0.42}
    />
  );
}
