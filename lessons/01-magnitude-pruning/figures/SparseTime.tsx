import { CLEAR_NOISE } from '../../../src/math/statistics.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { useTimesTogether } from '../../../src/state/timehooks.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { slots, useSettings } from '../lesson.ts';

const words = {
  notYet: {
    en: 'Once the nets are on the scales, it says here from which sparsity on that pays on your machine.',
    zh: '把网络放到秤上之后，这里会告诉你，在你的机器上稀疏到什么程度才划算。',
  },
  never: {
    en: 'On your machine leaving zeros out pays at no sparsity that was measured.',
    zh: '在你的机器上，测过的各种稀疏度下，跳过零都不划算。',
  },
  noise: {
    en: 'The machine is too busy just now to say from which sparsity on that pays.',
    zh: '机器现在太忙，测不准稀疏到什么程度才划算。',
  },
  from: {
    en: 'On your machine leaving zeros out pays from {level} sparsity on, all layers together; for your cut it makes {dense} ms into {best} ms.',
    zh: '在你的机器上，各层合计，稀疏度超过 {level} 跳过零才划算；你这次剪枝，从 {dense} 毫秒变成 {best} 毫秒。',
  },
} as const;

/** What the scales found of the cut net's time without its zeros. */
export function SparseTime() {
  const { settings: cut } = useSettings();
  const weighed = useModel(slots.cut, ({ origin, ledger, snapshot }) => ({ origin, ledger, snapshot }));
  const { origin, ledger: own, snapshot } = weighed;
  const isThere = own !== null && origin === cut.model;
  const { ledgers } = useTimesTogether(isThere ? [{ ledger: own, snapshot }] : [], false);
  const say = useWords(words);
  const { percent, decimal } = useFormats();
  const [ledger] = ledgers;
  const speed = ledger?.speed;
  if (ledger === undefined || speed === undefined) return <>{say('notYet')}</>;
  if ((speed.noise ?? 0) > CLEAR_NOISE) return <>{say('noise')}</>;
  if (speed.breakEven === null) return <>{say('never')}</>;
  return (
    <>
      {say('from', {
        level: percent(speed.breakEven, 0),
        dense: decimal(ledger.latencyMs.median, 2),
        best: decimal(speed.best.median, 2),
      })}
    </>
  );
}
