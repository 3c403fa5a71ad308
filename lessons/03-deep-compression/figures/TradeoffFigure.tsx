import { toggle } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { WrongChart } from '../../parts/figures/WrongChart.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { useWayCurves, type WayResult } from '../lab/ways.ts';
import { DataMissing, NetChoice, useSettings } from '../lesson.ts';
import { WAYS } from '../ways.ts';

const words = {
  title: { en: 'Wrong test images against file size', zh: '测试错误率与文件大小' },
  x: { en: 'file, of the dense one', zh: '文件，占原来的比例' },
  prune: { en: 'prune', zh: '只剪枝' },
  share: { en: 'share', zh: '只共享' },
  both: { en: 'both', zh: '两者并用' },
  svd: { en: 'SVD', zh: 'SVD' },
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

const STYLE = {
  prune: { variant: 'pruned', dash: 'solid', marker: 'triangle' },
  share: { variant: 'shared', dash: 'dashdot', marker: 'diamond' },
  both: { variant: 'accent', dash: 'solid', marker: 'circle' },
  svd: { variant: 'distilled', dash: 'dashed', marker: 'square' },
} as const;

const TRAINS = toggle('tune', false, { en: 'Train after each change', zh: '每次改动后都再训练' });
const ALLOWED = 0.02;

/** Prune only, share only, both, and SVD: error against the length of files that were really written. */
export function TradeoffFigure() {
  const { model } = useSettings().settings;
  const [trains] = useDial(TRAINS);
  const ways = useWayCurves(model, trains);
  const say = useWords(words);
  const { percent, bytes } = useFormats();
  const toNote = useNote();
  const curves = WAYS.map((way) => ({
    id: way,
    label: say(way),
    ...STYLE[way],
    points: ways.results[way].map((result) => ({ ...result, x: result.share, note: toNote(result) })),
  }));
  const list = WAYS.map((way) => {
    const best = ways.results[way].find(({ wrong, tested }) => wrong / tested <= ALLOWED);
    return say('entry', { way: say(way), bytes: best === undefined ? say('none') : bytes(best.bytes) });
  }).join(', ');
  const progress = { at: Math.min(ways.total, ways.ended + 1), all: ways.total };
  return (
    <FigurePanel
      id="tradeoff"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <Dial of={TRAINS} />
        </>
      }
      actions={<SweepBar sweep={ways} label={say('progress', progress)} />}
    >
      <WrongChart
        id="ways"
        title={say('title')}
        finding={say('finding', { list })}
        none={say('empty')}
        without="empty"
        curves={curves}
        x={{
          label: say('x'),
          kind: 'log',
          domain: [0.01, 0.6],
          format: (value) => percent(value),
          formatExact: (value) => percent(value, 2),
        }}
        domain={[0.01, 1]}
        provenance={Object.fromEntries(
          WAYS.flatMap((way) =>
            ways.results[way].map((each) => [`${say(way)} ${bytes(each.bytes)}`, each.point.recipe]),
          ),
        )}
      />
    </FigurePanel>
  );
}

/** How a point came about, its file, and what it gets wrong. */
function useNote() {
  const say = useWords(words);
  const { percent, integer, bytes } = useFormats();
  return ({ point, bytes: size, wrong, tested }: WayResult) => {
    const { way, sparsity = 0, bits = 0, rank = 0 } = point;
    const how = say(`${way}Note`, { sparsity: percent(sparsity), bits, rank });
    return say('note', { how, bytes: bytes(size), wrong: integer(wrong), tested: integer(tested) });
  };
}
