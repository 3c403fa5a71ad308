import { useMemo } from 'react';
import type { LineSeries } from '../../../src/plots/geometry/lines.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { Switch } from '../../../src/ui/control/Switch.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { flagParam } from '../../../src/ui/lesson/params.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { useWayCurves, type WayResult } from '../lab/ways.ts';
import { DataMissing, NetChoice, useSettings } from '../lesson.ts';
import type { Net } from '../named.ts';
import { WAYS, type Way } from '../ways.ts';

const words = {
  title: { en: 'Wrong test images against file size', zh: '测试错误率与文件大小' },
  x: { en: 'file, of the dense one', zh: '文件，占原来的比例' },
  y: { en: 'test images wrong', zh: '答错的测试图像' },
  prune: { en: 'prune', zh: '只剪枝' },
  share: { en: 'share', zh: '只共享' },
  both: { en: 'both', zh: '两者并用' },
  svd: { en: 'SVD', zh: 'SVD' },
  trains: { en: 'Train after each change', zh: '每次改动后都再训练' },
  progress: { en: 'Point {at} of {all}', zh: '第 {at} 个点，共 {all} 个' },
  empty: {
    en: 'Each point will be a file that was really written.',
    zh: '每个点都会是一个真正写出来的文件。',
  },
  pruneNote: { en: '{sparsity} gone', zh: '剪去 {sparsity}' },
  shareNote: { en: '{bits} bits', zh: '{bits} 位' },
  bothNote: { en: '{sparsity} gone, {bits} bits', zh: '剪去 {sparsity}，{bits} 位' },
  svdNote: { en: 'rank {rank}', zh: '秩 {rank}' },
  note: { en: '{how}: {bytes}, {wrong} of {tested} wrong', zh: '{how}：{bytes}，{tested} 张答错 {wrong} 张' },
  finding: {
    en: 'Smallest file with at most 2 % wrong: {list}.',
    zh: '错误率不超过 2% 的最小文件：{list}。',
  },
  entry: { en: '{way} {bytes}', zh: '{way} {bytes}' },
  none: { en: 'none yet', zh: '还没有' },
} as const;

const STYLE: Readonly<Record<Way, Pick<LineSeries, 'variant' | 'dash' | 'marker'>>> = {
  prune: { variant: 'pruned', dash: 'solid', marker: 'triangle' },
  share: { variant: 'shared', dash: 'dashdot', marker: 'diamond' },
  both: { variant: 'accent', dash: 'solid', marker: 'circle' },
  svd: { variant: 'distilled', dash: 'dashed', marker: 'square' },
};

const trainsParam = flagParam(false);
const ALLOWED = 0.02;

/** Prune only, share only, both, and SVD: error against the length of files that were really written. */
export function TradeoffFigure() {
  const { settings } = useSettings();
  const [trains, setTrains] = useLinkState('tune', trainsParam);
  const curves = useWayCurves(settings.model as Net, trains);
  const say = useWords(words);
  const { percent, integer, bytes } = useFormats();
  const series = useMemo(() => {
    const describe = ({ point, bytes: size, wrong, tested }: WayResult) =>
      say('note', {
        how: say(`${point.way}Note`, {
          sparsity: percent(point.sparsity ?? 0),
          bits: point.bits ?? 0,
          rank: point.rank ?? 0,
        }),
        bytes: bytes(size),
        wrong: integer(wrong),
        tested: integer(tested),
      });
    return WAYS.map((way) => ({
      id: way,
      label: say(way),
      ...STYLE[way],
      points: curves.results[way].map((result) => ({
        x: result.share,
        y: result.wrong / result.tested,
        note: describe(result),
      })),
    })).filter(({ points }) => points.length > 0);
  }, [curves.results, say, percent, integer, bytes]);
  const list = WAYS.map((way) => {
    const best = curves.results[way].find(({ wrong, tested }) => wrong / tested <= ALLOWED);
    return say('entry', { way: say(way), bytes: best === undefined ? say('none') : bytes(best.bytes) });
  }).join(', ');
  return (
    <FigurePanel
      id="tradeoff"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <Switch isOn={trains} onChange={setTrains}>
            {say('trains')}
          </Switch>
        </>
      }
      actions={
        <SweepBar
          sweep={curves}
          label={say('progress', { at: Math.min(curves.total, curves.ended + 1), all: curves.total })}
        />
      }
      views={[
        {
          id: 'curves',
          label: say('title'),
          content: (
            <LineChart
              id="ways"
              title={say('title')}
              finding={series.length === 0 ? say('empty') : say('finding', { list })}
              state={series.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
              series={series}
              x={{
                label: say('x'),
                kind: 'log',
                domain: [0.01, 0.6],
                format: (value) => percent(value),
                formatExact: (value) => percent(value, 2),
              }}
              y={{ label: say('y'), kind: 'log', domain: [0.01, 1], format: (value) => percent(value, 2) }}
              {...useEmphasis(WAYS)}
              provenance={Object.fromEntries(
                WAYS.flatMap((way) =>
                  curves.results[way].map(({ point, bytes: size }) => [
                    `${say(way)} ${bytes(size)}`,
                    point.recipe,
                  ]),
                ),
              )}
            />
          ),
        },
      ]}
    />
  );
}
