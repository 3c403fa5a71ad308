import { sumEnergy } from '../../../src/math/energy.ts';
import { areAlike } from '../../../src/math/statistics.ts';
import { LedgerBars } from '../../../src/plots/bars/LedgerBars.tsx';
import { formatMs } from '../../../src/plots/format.ts';
import type { LedgerEntry } from '../../../src/plots/geometry/bars.ts';
import { toEnergyText } from '../../../src/ui/control/sizes.ts';
import { useFormats, useWords } from '../words.ts';

const words = {
  title: { en: 'What it weighs, does, takes and gets wrong', zh: '大小、计算量、用时与答错数' },
  empty: { en: 'Nothing is on the scales yet.', zh: '秤上还没有东西。' },
  entry: {
    en: '{name}: {bytes}, {macs} multiplications that count, {ms}, {wrong} of {tested} wrong.',
    zh: '{name}：{bytes}，有效乘加 {macs} 次，{ms}，{tested} 张中答错 {wrong} 张。',
  },
  entryWithEnergy: {
    en: '{name}: {bytes}, {macs} multiplications that count, about {energy} by estimate, {ms}, {wrong} of {tested} wrong.',
    zh: '{name}：{bytes}，有效乘加 {macs} 次，能耗估算约 {energy}，{ms}，{tested} 张中答错 {wrong} 张。',
  },
  integers: {
    en: 'In integers alone {name} takes {ms}.',
    zh: '全程只用整数时，{name} 用时 {ms}。',
  },
  alike: {
    en: 'In time {name} and {others} differ by less than the samples scatter: this machine cannot tell which is faster.',
    zh: '{name}与{others}的用时之差小于测量本身的波动：在这台机器上分不出快慢。',
  },
  unfused: {
    en: 'These layers of {name} have no fused form and ran through the ordinary forward pass, which takes longer: {layers}.',
    zh: '{name} 的下列层没有融合实现，用的是普通的前向计算，所以用时较长：{layers}。',
  },
} as const;

export interface ScalesProps {
  readonly entries: readonly LedgerEntry[];
  /** What the entries come from, for the export. */
  readonly provenance?: unknown;
}

/** Ledgers side by side, and what they say in a sentence each. */
export function Scales({ entries, provenance }: ScalesProps) {
  const say = useWords(words);
  const { bytes, integer, locale } = useFormats();
  const finding = entries
    .flatMap(({ label, ledger }) => [
      say(ledger.energy === undefined ? 'entry' : 'entryWithEnergy', {
        name: label,
        energy: toEnergyText(ledger.energy === undefined ? 0 : sumEnergy(ledger.energy)),
        bytes: bytes(ledger.fileBytes),
        macs: integer(ledger.effectiveMacs),
        ms: formatMs(ledger.latencyMs.median),
        wrong: integer(ledger.wrong),
        tested: integer(ledger.tested),
      }),
      ...(ledger.integerMs ? [say('integers', { name: label, ms: formatMs(ledger.integerMs.median) })] : []),
      ...(ledger.latencyMs.unfused
        ? [
            say('unfused', {
              name: label,
              layers: ledger.latencyMs.unfused.join(locale === 'zh' ? '、' : ', '),
            }),
          ]
        : []),
    ])
    .join(' ');
  const [first, ...rest] = entries;
  const alike = rest.filter(({ ledger }) => first && areAlike(ledger.latencyMs, first.ledger.latencyMs));
  return (
    <LedgerBars
      id="ledger"
      title={say('title')}
      finding={finding}
      entries={entries}
      caption={
        first &&
        alike.length > 0 &&
        say('alike', {
          name: first.label,
          others: alike.map(({ label }) => label).join(locale === 'zh' ? '、' : ', '),
        })
      }
      state={entries.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
      {...(provenance === undefined ? {} : { provenance })}
    />
  );
}
