import { toTransferSeconds } from '../../../src/math/budget.ts';
import type { RowScale } from '../../../src/plots/rows/props.ts';
import { RowBars } from '../../../src/plots/rows/RowBars.tsx';
import { MODELS } from '../../../src/spec/zoo.ts';
import { toSizeText } from '../../../src/ui/control/sizes.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { LARGE_NETS } from '../lab/published.ts';
import { useForms, useSettings } from '../lesson.ts';
import { LIMIT, LINK } from './dials.ts';
import { FORM_LOOKS } from './looks.ts';

const words = {
  title: { en: 'What has to go over the air', zh: '要从空中传多少' },
  finding: {
    en: '{over} of {all} files are larger than {limit}. The largest is {slowest} s on its way.',
    zh: '{all} 个文件中有 {over} 个超过 {limit}。最大的要传 {slowest} 秒。',
  },
  linear: { en: 'True to scale', zh: '线性坐标' },
  log: { en: 'In powers of ten', zh: '对数坐标' },
  deep: { en: '{net}, compressed', zh: '{net}，压缩后' },
  own: { en: '{net}, yours', zh: '{net}，你的' },
  bytes: { en: 'file', zh: '文件' },
  net: { en: 'net', zh: '网络' },
  limit: { en: 'limit', zh: '上限' },
  over: { en: 'Over the limit', zh: '超过上限' },
  of: { en: '{over} of {all}', zh: '{over} / {all}' },
  first: { en: 'VGG-16 takes', zh: 'VGG-16 要传' },
  after: { en: 'Compressed', zh: '压缩后' },
  seconds: { en: '{seconds} s', zh: '{seconds} 秒' },
  row: { en: '{size} · {seconds} s', zh: '{size} · {seconds} 秒' },
} as const;

/** Two nets of the literature and the reader's own, each before and after, with seconds on the link. */
function useFiles() {
  const { model } = useSettings().settings;
  const forms = useForms();
  const say = useWords(words);
  const { title } = MODELS[model];
  return [
    ...LARGE_NETS.flatMap(({ id, name, bytes, deepBytes }) => [
      { id, label: name, variant: 'dense' as const, bytes },
      {
        id: `${id}-deep`,
        label: say('deep', { net: name }),
        variant: 'retrained' as const,
        bytes: deepBytes,
      },
    ]),
    ...forms
      .flatMap(({ id, fileBytes }) =>
        id === 'dense' || id === 'deep' || id === 'own' ? [{ id, fileBytes }] : [],
      )
      .map(({ id, fileBytes }) => ({
        ...{ id, label: id === 'dense' ? title : say(id, { net: title }) },
        ...{ variant: FORM_LOOKS[id], bytes: fileBytes },
      })),
  ];
}

/** A link and a limit of the reader's, and which files are held up by either. */
export function RadioFigure() {
  const [link] = useDial(LINK);
  const [limit] = useDial(LIMIT);
  const files = useFiles();
  const say = useWords(words);
  const write = useSeconds();
  const toText = (bytes: number) => say('seconds', { seconds: write(toTransferSeconds(bytes, link)) });
  const over = files.filter(({ bytes }) => bytes > limit * 1e6).length;
  const [, vgg16] = LARGE_NETS;
  return (
    <FigurePanel
      id="radio"
      controls={
        <>
          <Dial of={LINK} />
          <Dial of={LIMIT} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('over'), value: say('of', { over, all: files.length }) },
            { label: say('first'), value: toText(vgg16.bytes) },
            { label: say('after'), value: toText(vgg16.deepBytes) },
          ]}
        />
      }
      views={[
        { id: 'linear', label: say('linear'), content: <FileRows scale="length" /> },
        { id: 'log', label: say('log'), content: <FileRows scale="log" /> },
      ]}
    />
  );
}

function FileRows({ scale }: { readonly scale: RowScale }) {
  const [link] = useDial(LINK);
  const [limit] = useDial(LIMIT);
  const files = useFiles();
  const say = useWords(words);
  const write = useSeconds();
  const toSeconds = (bytes: number) => write(toTransferSeconds(bytes, link));
  const over = files.filter(({ bytes }) => bytes > limit * 1e6).length;
  return (
    <RowBars
      id={`radio-${scale}`}
      title={say('title')}
      finding={say('finding', {
        ...{ over, all: files.length, limit: toSizeText(limit * 1e6) },
        slowest: toSeconds(Math.max(...files.map(({ bytes }) => bytes))),
      })}
      rows={files.map(({ bytes, ...file }) => ({
        ...file,
        values: [bytes],
        text: say('row', { size: toSizeText(bytes), seconds: toSeconds(bytes) }),
      }))}
      parts={[{ id: 'bytes', label: say('bytes') }]}
      scale={scale}
      valueLabel={say('bytes')}
      rowLabel={say('net')}
      format={toSizeText}
      reference={{ value: limit * 1e6, label: `${say('limit')} ${toSizeText(limit * 1e6)}` }}
    />
  );
}

/** As many digits as a number of seconds needs. */
function useSeconds() {
  const { decimal } = useFormats();
  return (seconds: number) => decimal(seconds, seconds < 0.1 ? 3 : seconds < 10 ? 2 : 0);
}
