import { useTimesAlone } from '../../../src/state/timehooks.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { Reasons } from '../../parts/figures/Reasons.tsx';
import { StartBar } from '../../parts/figures/StartBar.tsx';
import { useNet } from '../../parts/nets.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { COUNTS, countGains, countWork } from '../lab/work.ts';
import {
  NetChoice,
  NetMissing,
  slots,
  toTimes,
  useSettings,
  useSide,
  useTiledLayers,
  useTimes,
  useTimesGuess,
} from '../lesson.ts';
import { SideControl } from './SideControl.tsx';

const words = {
  start: { en: 'Time it here', zh: '在这里计时' },
  timing: { en: 'Timing', zh: '正在计时' },
  guessFirst: {
    en: 'Guess first, in the text; then the clock starts.',
    zh: '先在正文里猜一猜，然后再计时。',
  },
  noClock: {
    en: 'Here the layers cannot be timed: another engine computes, or the clock ticks too seldom.',
    zh: '这里无法给各层计时：可能用的是别的引擎，也可能时钟太粗。',
  },
  direct: { en: '{layer}, directly', zh: '{layer}，直接算' },
  tiles: { en: 'in tiles', zh: '分块算' },
  times: { en: 'times faster', zh: '快了几倍' },
  net: { en: 'the whole net', zh: '整个网络' },
  ms: { en: '{ms} ms', zh: '{ms} 毫秒' },
  where: { en: 'Where it goes', zh: '都去了哪里' },
  layers: { en: 'Layer by layer', zh: '逐层' },
  title: { en: 'What is left of the promise in {layer}', zh: '{layer} 的承诺还剩多少' },
  reason: { en: 'What is counted', zh: '把什么算进来' },
  promised: { en: 'products alone', zh: '只数乘法' },
  operations: { en: 'with the additions of both transforms', zh: '加上两次变换的加法' },
  instructions: { en: 'with all loads and stores', zh: '再加上读写内存' },
  measured: { en: 'this layer, measured here', zh: '这一层，在这里实测' },
  whole: { en: 'the whole net, measured here', zh: '整个网络，在这里实测' },
  layer: { en: 'Layer', zh: '层' },
  channels: { en: 'channels', zh: '通道' },
  counted: { en: 'counted', zh: '按指令数' },
  two: { en: '2 × 2', zh: '2 × 2' },
  four: { en: '4 × 4', zh: '4 × 4' },
  directMs: { en: 'directly, ms', zh: '直接，毫秒' },
} as const;

/** Layers of 3 x 3 on the reader's clock, and what is left of the promise. */
export function ClockFigure() {
  const { kernel, choice } = useTiledLayers();
  const { isOpen } = useTimesGuess();
  const { times } = useTimesAlone(useNet(slots.dense, useSettings().settings.model));
  const isBlind = times !== null && times.tiles === undefined;
  const say = useWords(words);
  if (kernel === undefined) return <NetMissing />;
  return (
    <FigurePanel
      id="clock"
      controls={
        <>
          <NetChoice />
          <SideControl />
          <LayerChoice {...choice} />
        </>
      }
      actions={<TimeBar isHeld={!isOpen} />}
      readout={<ClockReadout />}
      note={isOpen && !isBlind ? undefined : <p>{say(isOpen ? 'noClock' : 'guessFirst')}</p>}
      views={[
        { id: 'where', label: say('where'), grows: true, content: <ShownReasons /> },
        { id: 'layers', label: say('layers'), grows: true, content: <Layers /> },
      ]}
    />
  );
}

function TimeBar({ isHeld }: { readonly isHeld: boolean }) {
  const net = useNet(slots.dense, useSettings().settings.model);
  const { times, isTiming, timeAlone } = useTimesAlone(net);
  const say = useWords(words);
  if (net === null || times !== null) return null;
  return (
    <StartBar
      label={say(isTiming ? 'timing' : 'start')}
      isDisabled={isHeld || isTiming}
      start={() => timeAlone(net)}
    />
  );
}

/** The shown layer's times, and the net's; null before they are measured or guessed. */
function useShownTimes() {
  const { shown } = useTiledLayers();
  const { isOpen } = useTimesGuess();
  const measured = useTimes();
  const times = isOpen ? measured : null;
  return { times, layer: times?.tiles.layers.find(({ layer }) => layer === shown.layer) ?? null };
}

function ClockReadout() {
  const { shown } = useTiledLayers();
  const { times, layer } = useShownTimes();
  const side = useSide();
  const say = useWords(words);
  const { decimal } = useFormats();
  const toMs = (ms: number | undefined) => (ms === undefined ? '–' : say('ms', { ms: decimal(ms, 4) }));
  return (
    <Readout
      items={[
        { label: say('direct', { layer: shown.layer }), value: toMs(layer?.directMs) },
        { label: say('tiles'), value: toMs(side === 2 ? layer?.tiles2Ms : layer?.tiles4Ms) },
        { label: say('times'), value: layer === null ? '–' : decimal(toTimes(layer, side), 2) },
        {
          label: say('net'),
          value: times === null ? '–' : decimal(times.directMs / times.tiles.best.median, 2),
        },
      ]}
    />
  );
}

function ShownReasons() {
  const { shown } = useTiledLayers();
  const { times, layer } = useShownTimes();
  const side = useSide();
  const say = useWords(words);
  const gains = countGains(countWork(shown, side));
  return (
    <Reasons
      title={say('title', { layer: shown.layer })}
      reasonLabel={say('reason')}
      timesLabel={say('times')}
      most={4}
      digits={2}
      rows={[
        ...COUNTS.map((id) => ({ id, label: say(id), times: gains[id] })),
        {
          id: 'measured',
          label: say('measured'),
          times: layer === null ? null : toTimes(layer, side),
          isMeasured: true,
        },
        {
          id: 'whole',
          label: say('whole'),
          times: times === null ? null : times.directMs / times.tiles.best.median,
          isMeasured: true,
        },
      ]}
    />
  );
}

/** Layers of one shape are one row: they take the same time. */
function Layers() {
  const { layers, shown } = useTiledLayers();
  const { times } = useShownTimes();
  const side = useSide();
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const toShape = ({ rows, channels, outputs }: (typeof layers)[number]) => `${rows} ${channels} ${outputs}`;
  const firsts = layers.filter(
    (each, i) => layers.findIndex((other) => toShape(other) === toShape(each)) === i,
  );
  return (
    <NumberTable
      title={say('layers')}
      columns={[
        ...[say('layer'), say('channels'), say('counted')],
        ...[say('two'), say('four'), say('directMs')],
      ]}
      rows={firsts.map((each) => {
        const time = times?.tiles.layers.find(({ layer }) => layer === each.layer);
        return {
          id: each.layer,
          header: each.layer,
          isShown: toShape(each) === toShape(shown),
          cells: [
            integer(each.channels),
            decimal(countGains(countWork(each, side)).instructions, 2),
            ...(time === undefined
              ? ['–', '–', '–']
              : [decimal(toTimes(time, 2), 2), decimal(toTimes(time, 4), 2), decimal(time.directMs, 4)]),
          ],
        };
      })}
    />
  );
}
