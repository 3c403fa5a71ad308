import { formatMs } from '../../../src/plots/format.ts';
import type { LedgerEntry } from '../../../src/plots/geometry/bars.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Scales } from '../../parts/figures/Scales.tsx';
import { useWeighing, WeighBar } from '../../parts/figures/Weighing.tsx';
import { useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/names.ts';
import { useSettings } from '../lesson.ts';
import { STAGE_NAMES } from '../recipe.ts';
import { STAGE_LOOKS } from '../stages.ts';
import { NetMissing, NetNote, useIsNetMissing } from './NetMissing.tsx';
import { useShownNet } from './shown.ts';

const words = {
  dense: { en: 'dense', zh: '压缩前' },
  file: { en: 'your file', zh: '你的文件' },
  skips: {
    en: 'With each layer in the faster of two forms, with its zeros or without: {best} ms instead of {dense} ms for the compressed net. Its codes play no part in that.',
    zh: '如果每一层都在“连零一起乘”和“跳过零”两种做法里取快的那种，压缩后的网络一张图像用 {best}，而不是 {dense}。这和编码方式无关。',
  },
} as const;

/** The nets in the order in which they are weighed: those in slots, then those that the stages have left. */
function useNets() {
  const { model } = useSettings().settings;
  const { ledgers, models } = useShownNet();
  const dense = useModel(SLOTS.dense);
  const file = useModel(SLOTS.file);
  const say = useWords(words);
  const text = useText();
  const isDense = dense.origin === model;
  const stages = STAGE_NAMES.flatMap((id) => {
    const ledger = ledgers[id];
    const { listed, variant } = STAGE_LOOKS[id];
    const own = { id, label: text(listed), variant, ledger, snapshot: models[id] ?? null };
    return ledger === undefined ? [] : [{ ...own, ledger }];
  });
  const inSlots = [
    ...(isDense ? [{ id: 'dense', label: say('dense'), variant: 'dense', model: dense } as const] : []),
    ...(file.snapshot === null
      ? []
      : [{ id: 'file', label: say('file'), variant: 'accent', model: file } as const]),
  ];
  return { isDense, inSlots, stages };
}

/** The ledgers of every stage side by side, and of a file that was dropped in. */
export function LedgerFigure() {
  const isMissing = useIsNetMissing();
  const { isDense, inSlots, stages } = useNets();
  const weighing = useWeighing(
    inSlots.map(({ model }) => model),
    stages,
  );
  if (isMissing) return <NetMissing />;
  const weighed = [...inSlots, ...stages].flatMap(({ id, label, variant }, at): LedgerEntry[] => {
    const ledger = weighing.ledgers[at] ?? stages[at - inSlots.length]?.ledger;
    return ledger == null ? [] : [{ id, label, variant, ledger }];
  });
  const isOpen = weighing.isOn && weighed.some(({ id }) => id === 'dense');
  // A file that was dropped in stands behind the stages.
  const entries = isOpen ? weighed.toSorted((a, b) => Number(a.id === 'file') - Number(b.id === 'file')) : [];
  return (
    <FigurePanel
      id="ledger"
      actions={<WeighBar weighing={weighing} isDisabled={!isDense} />}
      note={
        <>
          <Skips ledger={entries.find(({ id }) => id === 'arithmetic')?.ledger} />
          <NetNote />
        </>
      }
    >
      <Scales entries={entries} />
    </FigurePanel>
  );
}

/** What leaving zeros out gains, which no code does. */
function Skips({ ledger }: { readonly ledger: LedgerEntry['ledger'] | undefined }) {
  const say = useWords(words);
  if (ledger?.speed === undefined) return null;
  const { speed, latencyMs } = ledger;
  return <p>{say('skips', { best: formatMs(speed.best.median), dense: formatMs(latencyMs.median) })}</p>;
}
