import { formatMs } from '../../../src/plots/format.ts';
import type { LedgerEntry } from '../../../src/plots/geometry/bars.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Scales } from '../../parts/figures/Scales.tsx';
import { useWeighing, WeighBar } from '../../parts/figures/Weighing.tsx';
import { useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/names.ts';
import { useSettings } from '../lesson.ts';
import { NetMissing, NetNote, useIsNetMissing } from './NetMissing.tsx';
import { useShownNet } from './shown.ts';

const words = {
  dense: { en: 'dense', zh: '压缩前' },
  pruned: { en: 'pruned', zh: '剪枝' },
  shared: { en: 'and shared', zh: '再共享' },
  huffman: { en: 'and Huffman-coded', zh: '再哈夫曼编码' },
  arithmetic: { en: 'arithmetic-coded', zh: '改用算术编码' },
  file: { en: 'your file', zh: '你的文件' },
  skips: {
    en: 'With each layer in the faster of two forms, with its zeros or without: {best} ms instead of {dense} ms for the compressed net. Its codes play no part in that.',
    zh: '如果每一层都在“连零一起乘”和“跳过零”两种做法里取快的那种，压缩后的网络一张图像用 {best}，而不是 {dense}。这和编码方式无关。',
  },
} as const;

const STAGES = [
  { name: 'pruned', variant: 'pruned' },
  { name: 'shared', variant: 'shared' },
  { name: 'huffman', variant: 'quantized' },
  { name: 'arithmetic', variant: 'retrained' },
] as const;

/** The ledgers of every stage side by side, and of a file that was dropped in. */
export function LedgerFigure() {
  const { settings } = useSettings();
  const { ledgers, models } = useShownNet();
  const dense = useModel(SLOTS.dense);
  const file = useModel(SLOTS.file);
  const isMissing = useIsNetMissing();
  const say = useWords(words);
  const isDense = dense.origin === settings.model;
  const stages = STAGES.flatMap(({ name, variant }) => {
    const ledger = ledgers[name];
    return ledger === undefined ? [] : [{ name, variant, ledger, snapshot: models[name] ?? null }];
  });
  const weighing = useWeighing(
    [...(isDense ? [dense] : []), ...(file.snapshot === null ? [] : [file])],
    stages,
  );
  if (isMissing) return <NetMissing />;
  const [ofDense, ...rest] = weighing.ledgers;
  const ofFile = file.snapshot === null ? null : rest.shift();
  const entries: LedgerEntry[] =
    !weighing.isOn || !isDense || ofDense == null
      ? []
      : [
          { id: 'dense', label: say('dense'), variant: 'dense', ledger: ofDense },
          ...stages.map(({ name, variant, ledger }, at) => ({
            id: name,
            label: say(name),
            variant,
            ledger: rest[at] ?? ledger,
          })),
          ...(ofFile == null
            ? []
            : [{ id: 'file', label: say('file'), variant: 'accent' as const, ledger: ofFile }]),
        ];
  const last = entries.find(({ id }) => id === 'arithmetic')?.ledger;
  return (
    <FigurePanel
      id="ledger"
      actions={<WeighBar weighing={weighing} isDisabled={!isDense} />}
      note={
        <>
          <Skips ledger={last} />
          <NetNote />
        </>
      }
      views={[
        {
          id: 'scales',
          label: '',
          content: <Scales entries={entries} />,
        },
      ]}
    />
  );
}

/** What leaving zeros out gains, which no code does. */
function Skips({ ledger }: { readonly ledger: LedgerEntry['ledger'] | undefined }) {
  const say = useWords(words);
  if (ledger?.speed === undefined) return null;
  const { speed, latencyMs } = ledger;
  return <p>{say('skips', { best: formatMs(speed.best.median), dense: formatMs(latencyMs.median) })}</p>;
}
