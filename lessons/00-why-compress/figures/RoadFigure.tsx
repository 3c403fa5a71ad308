import { toMetres } from '../../../src/math/budget.ts';
import { isNoisy } from '../../../src/math/statistics.ts';
import { formatMs } from '../../../src/plots/format.ts';
import { RowBars } from '../../../src/plots/rows/RowBars.tsx';
import type { Variant } from '../../../src/plots/types.ts';
import { MODELS } from '../../../src/spec/zoo.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useWeighing, WeighBar } from '../../parts/figures/Weighing.tsx';
import { isOf } from '../../parts/nets.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { DataMissing, NetChoice, slots, useSettings } from '../lesson.ts';
import { LARGER, SERVER, SPEED } from './dials.ts';

const words = {
  title: { en: 'Metres until the answer is there', zh: '等到回答，车开了多少米' },
  finding: {
    en: 'At {speed} km/h a car goes {server} m while a server answers.',
    zh: '车速 {speed} km/h 时，等服务器回答的时间里，车开出 {server} 米。',
  },
  both: {
    en: 'At {speed} km/h a car goes {server} m while a server answers, and {here} m while {net} answers here.',
    zh: '车速 {speed} km/h 时，等服务器回答要开出 {server} 米；{net} 在这台设备上回答，只开出 {here} 米。',
  },
  here: { en: '{net}, here', zh: '{net}，本机' },
  larger: { en: '{times}× the products, here', zh: '乘加 {times} 倍，本机' },
  server: { en: 'a server', zh: '服务器' },
  metres: { en: 'metres', zh: '米' },
  who: { en: 'who answers', zh: '谁来回答' },
  row: { en: '{metres} m · {time}', zh: '{metres} 米 · {time}' },
  perMs: { en: 'In 1 ms', zh: '1 ms 开出' },
  measured: { en: 'One answer here', zh: '本机回答一次' },
  upTo: { en: 'to {time}, noisy', zh: '至 {time}，有波动' },
  far: { en: 'Until a server answers', zh: '等服务器' },
  inMetres: { en: '{metres} m', zh: '{metres} 米' },
} as const;

/** How long each answer takes: the net here, once it is measured, a larger one by proportion, a server. */
function useAnswers() {
  const { model } = useSettings().settings;
  const dense = useModel(slots.dense);
  const isThere = isOf(model)(dense);
  const latency = (isThere && dense.ledger?.latencyMs) || null;
  // A clock that is too coarse says 0.
  const ms = latency !== null && latency.median > 0 ? latency.median : null;
  const [server] = useDial(SERVER);
  const [larger] = useDial(LARGER);
  const say = useWords(words);
  const { integer } = useFormats();
  const net = MODELS[model].title;
  const times = say('larger', { times: integer(larger) });
  const answers: readonly Answer[] = [
    ...(ms === null
      ? []
      : [
          { id: 'here', label: say('here', { net }), ms, variant: 'dense' as const },
          { id: 'larger', label: times, ms: ms * larger, variant: 'pruned' as const },
        ]),
    { id: 'server', label: say('server'), ms: server, variant: 'quantized' },
  ];
  return { net, ms, latency, server, answers, weighed: isThere ? [dense] : [] };
}

interface Answer {
  readonly id: string;
  readonly label: string;
  readonly ms: number;
  readonly variant: Variant;
}

/** Metres with as many digits as they need. */
function useMetres() {
  const [speed] = useDial(SPEED);
  const { decimal } = useFormats();
  const write = (metres: number) => decimal(metres, metres < 0.1 ? 4 : metres < 10 ? 2 : 0);
  return { speed, write, metresIn: (ms: number) => write(toMetres(speed, ms)) };
}

/** How far a car goes until a net has answered: here, as measured, or behind a network. */
export function RoadFigure() {
  const { ms, latency, server, weighed } = useAnswers();
  const weighing = useWeighing(weighed);
  const { metresIn } = useMetres();
  const say = useWords(words);
  return (
    <FigurePanel
      id="road"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <Dial of={SPEED} />
          <Dial of={SERVER} />
          <Dial of={LARGER} />
        </>
      }
      actions={<WeighBar weighing={weighing} isDisabled={weighed.length === 0} />}
      readout={
        <Readout
          items={[
            { label: say('perMs'), value: say('inMetres', { metres: metresIn(1) }) },
            {
              label: say('measured'),
              value: ms === null ? '–' : formatMs(ms),
              ...(ms !== null &&
                latency !== null &&
                isNoisy(latency) && {
                  detail: say('upTo', { time: formatMs(latency.p95) }),
                }),
            },
            { label: say('far'), value: say('inMetres', { metres: metresIn(server) }) },
          ]}
        />
      }
    >
      <RoadRows />
    </FigurePanel>
  );
}

function RoadRows() {
  const { net, ms, server, answers } = useAnswers();
  const { speed, write, metresIn } = useMetres();
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    <RowBars
      id="road-rows"
      title={say('title')}
      finding={say(ms === null ? 'finding' : 'both', {
        ...{ speed: integer(speed), server: metresIn(server), net, here: ms === null ? '' : metresIn(ms) },
      })}
      showFinding
      rows={answers.map(({ ms: time, ...row }) => ({
        ...row,
        values: [toMetres(speed, time)],
        text: say('row', { metres: metresIn(time), time: formatMs(time) }),
      }))}
      parts={[{ id: 'metres', label: say('metres') }]}
      valueLabel={say('metres')}
      rowLabel={say('who')}
      format={write}
    />
  );
}
