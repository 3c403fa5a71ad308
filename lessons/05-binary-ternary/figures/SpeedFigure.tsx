import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { Reasons } from '../../parts/figures/Reasons.tsx';
import { StartBar } from '../../parts/figures/StartBar.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { useNet } from '../../parts/nets.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { countGains, listSignLayers, REASONS } from '../lab/speed.ts';
import { toXnorModel } from '../lab/xnor.ts';
import {
  DataMissing,
  NetChoice,
  NetMissing,
  slots,
  useSettings,
  useSpeedGuess,
  useXnorSpeed,
  XNOR,
} from '../lesson.ts';

const words = {
  start: { en: 'Make the net of signs and time it', zh: '做成符号网络并计时' },
  timing: { en: 'Timing', zh: '正在计时' },
  guessFirst: {
    en: 'Guess first, in the text; then the clock starts.',
    zh: '先在正文里猜一猜，然后再计时。',
  },
  noisy: {
    en: 'This machine was busy with something else while it timed. Time again for clearer numbers.',
    zh: '计时的时候，这台机器正忙着别的事。再计一次，数会更可靠。',
  },
  floats: { en: '{layer} in floats', zh: '{layer}，浮点' },
  signs: { en: 'by comparing signs', zh: '比较符号' },
  times: { en: 'times faster', zh: '快了几倍' },
  net: { en: 'the whole net', zh: '整个网络' },
  ms: { en: '{ms} ms', zh: '{ms} 毫秒' },
  where: { en: 'Where it goes', zh: '都去了哪里' },
  layers: { en: 'Layer by layer', zh: '逐层' },
  title: { en: 'What is left of the promise in {layer}', zh: '{layer} 的承诺还剩多少' },
  reason: { en: 'What is counted', zh: '把什么算进来' },
  left: { en: 'times faster', zh: '快几倍' },
  promised: {
    en: '64 signs a word, against one product',
    zh: '一个字装 64 个符号，对手一次只算一个乘积',
  },
  vectors: {
    en: 'the floats use vectors, too, and a comparison takes several instructions',
    zh: '浮点数也用向量来算，而比较一次要好几条指令',
  },
  lanes: {
    en: 'lanes of the vectors that have nothing to do',
    zh: '向量里有空着的位置',
  },
  edges: {
    en: 'packing inputs, finishing outputs',
    zh: '把输入打包成位，再把计数变成输出',
  },
  measured: { en: 'this layer, measured here', zh: '这一层，在这里实测' },
  whole: {
    en: 'the whole net, measured here',
    zh: '整个网络，在这里实测',
  },
  layer: { en: 'Layer', zh: '层' },
  promise: { en: 'promised', zh: '承诺' },
  counted: { en: 'counted', zh: '按指令数' },
  here: { en: 'measured', zh: '实测' },
  floatMs: { en: 'floats, ms', zh: '浮点，毫秒' },
  signsMs: { en: 'signs, ms', zh: '符号，毫秒' },
} as const;

/** Binary layers timed on the reader's machine, and what is left of 58 times, from reason to reason. */
export function SpeedFigure() {
  const { model } = useSettings().settings;
  const isThere = useNet(slots.dense, model) !== null;
  const isOpen = useSpeedGuess().isOpen;
  const isNoisy = useXnorSpeed()?.isNoisy === true;
  const say = useWords(words);
  if (!isThere) return <NetMissing />;
  return (
    <FigurePanel
      id="speed"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <SignLayerChoice />
        </>
      }
      actions={<TimeBar isHeld={!isOpen} />}
      readout={<SpeedReadout />}
      note={isOpen && !isNoisy ? undefined : <p>{say(isOpen ? 'noisy' : 'guessFirst')}</p>}
      views={[
        { id: 'where', label: say('where'), grows: true, content: <ShownReasons /> },
        { id: 'layers', label: say('layers'), grows: true, content: <Layers /> },
      ]}
    />
  );
}

/** The layers that read signs, the one that is shown, and its times; null before they are measured. */
function useShownSigns() {
  const layers = listSignLayers(MODEL_ZOO[useSettings().settings.model]);
  const names = layers.map(({ layer }) => layer);
  const [name, setLayer] = useShownLayer(names);
  const speed = useXnorSpeed();
  return {
    layers,
    choice: { layers: names, shown: name, onShow: setLayer },
    shown: layers.find(({ layer }) => layer === name)!,
    time: speed?.layers.find(({ layer }) => layer === name) ?? null,
    speed,
  };
}

function SignLayerChoice() {
  return <LayerChoice {...useShownSigns().choice} />;
}

/** Makes the net of signs and puts it on the clock. */
function TimeBar({ isHeld }: { readonly isHeld: boolean }) {
  const { model } = useSettings().settings;
  const dense = useNet(slots.dense, model);
  const { actions, weighing } = useModel(XNOR);
  const say = useWords(words);
  const start = async () => {
    if (dense === null) return;
    await actions.loadSnapshot(toXnorModel(dense), model);
    await actions.weigh();
  };
  return (
    <StartBar
      label={say(weighing ? 'timing' : 'start')}
      isDisabled={isHeld || weighing || dense === null}
      start={start}
    />
  );
}

function SpeedReadout() {
  const { shown, time, speed } = useShownSigns();
  const say = useWords(words);
  const { decimal } = useFormats();
  const toMs = (ms: number | undefined) => (ms === undefined ? '–' : say('ms', { ms: decimal(ms, 4) }));
  return (
    <Readout
      items={[
        { label: say('floats', { layer: shown.layer }), value: toMs(time?.floatMs) },
        { label: say('signs'), value: toMs(time?.signsMs) },
        { label: say('times'), value: time === null ? '–' : decimal(time.floatMs / time.signsMs, 1) },
        { label: say('net'), value: speed === null ? '–' : decimal(speed.net, 1) },
      ]}
    />
  );
}

/** From the promise to what is measured. */
function ShownReasons() {
  const { shown, time, speed } = useShownSigns();
  const say = useWords(words);
  const counted = countGains(shown);
  return (
    <Reasons
      title={say('title', { layer: shown.layer })}
      reasonLabel={say('reason')}
      timesLabel={say('left')}
      most={64}
      rows={[
        ...REASONS.map((id) => ({ id, label: say(id), times: counted[id] })),
        {
          id: 'measured',
          label: say('measured'),
          times: time === null ? null : time.floatMs / time.signsMs,
          isMeasured: true,
        },
        { id: 'whole', label: say('whole'), times: speed?.net ?? null, isMeasured: true },
      ]}
    />
  );
}

function Layers() {
  const { layers, speed, shown } = useShownSigns();
  const say = useWords(words);
  const { decimal } = useFormats();
  return (
    <NumberTable
      title={say('layers')}
      columns={[say('layer'), say('promise'), say('counted'), say('here'), say('floatMs'), say('signsMs')]}
      rows={layers.map((each) => {
        const time = speed?.layers.find(({ layer }) => layer === each.layer);
        const { promised, edges } = countGains(each);
        return {
          id: each.layer,
          header: each.layer,
          isShown: each.layer === shown.layer,
          cells: [
            decimal(promised, 1),
            decimal(edges, 1),
            ...(time === undefined
              ? ['–', '–', '–']
              : [
                  decimal(time.floatMs / time.signsMs, 1),
                  decimal(time.floatMs, 4),
                  decimal(time.signsMs, 4),
                ]),
          ],
        };
      })}
    />
  );
}
