import { useMemo, useState } from 'react';
import {
  type CodeFacts,
  countCodes,
  countGaps,
  describeCode,
  findShortestLimit,
  type SymbolCounts,
} from '../../../src/math/codefacts.ts';
import { HuffmanTree } from '../../../src/plots/tree/HuffmanTree.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { choice } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useZeros } from '../../parts/file/useZeros.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { useSettings } from '../lesson.ts';
import { NetMissing, NetNote } from './NetMissing.tsx';
import { useShownKernel } from './shown.ts';

const words = {
  title: { en: 'Huffman code of the {what} of {layer}', zh: '{layer} 的{what}的哈夫曼编码' },
  codes: { en: 'shared values', zh: '共享值' },
  gaps: { en: 'gaps', zh: '间隔' },
  limit: { en: 'Longest code allowed', zh: '最长允许几位' },
  value: { en: 'value {value}', zh: '值 {value}' },
  gap: { en: '{zeros}, then a weight', zh: '{zeros}，然后一个权重' },
  skip: { en: '{zeros} and no weight', zh: '{zeros}，没有权重' },
  code: { en: 'code', zh: '编码' },
  length: { en: 'bits', zh: '位数' },
  count: { en: 'how often', zh: '出现次数' },
  ideal: { en: '−log₂ p', zh: '−log₂ p' },
  entropy: { en: 'Entropy', zh: '熵' },
  average: { en: 'Average code', zh: '平均码长' },
  fixed: { en: 'Fixed width', zh: '定长' },
  kraft: { en: 'Kraft sum', zh: '克拉夫特和' },
  bytes: { en: 'Bytes', zh: '字节' },
  bytesDetail: { en: '{table} for the table, {fixed} at fixed width', zh: '码表 {table}，定长 {fixed}' },
  perSymbol: { en: 'bits a symbol', zh: '位／符号' },
  finding: {
    en: 'In {layer} the average code has {average} bits; the entropy is {entropy}, a fixed width {fixed}.',
    zh: '{layer} 的平均码长 {average} 位，熵 {entropy} 位，定长 {fixed} 位。',
  },
  none: {
    en: 'The weights of {layer} share no values: there is nothing to code. Give the codes fewer bits.',
    zh: '{layer} 的权重没有共享的值，无从编码。把编号位数调小。',
  },
} as const;

const CODED = choice('coded', {
  label: { en: 'Symbols', zh: '编码对象' },
  initial: 'codes',
  options: { codes: words.codes, gaps: words.gaps },
});
type Coded = keyof typeof CODED.options;

/** A tree with more leaves than this cannot be told apart. */
const MOST_GAP_BITS = 6;
const MOST_LIMIT = 15;

/** The live layer's Huffman code, by its tree. */
export function HuffmanFigure() {
  const { kernel, layer, choice: layers } = useShownKernel();
  const [what] = useDial(CODED);
  const { indexBits } = useSettings().settings;
  const [wanted, setLimit] = useState(MOST_LIMIT);
  const symbols = useMemo(() => {
    if (kernel === undefined) return null;
    return what === 'codes'
      ? countCodes(kernel.values)
      : countGaps(kernel.values, Math.min(indexBits, MOST_GAP_BITS));
  }, [kernel, what, indexBits]);
  const least = symbols === null ? 1 : findShortestLimit(symbols);
  const limit = Math.max(wanted, least);
  const facts = useMemo(() => (symbols === null ? null : describeCode(symbols, limit)), [symbols, limit]);
  const say = useWords(words);
  const range = { min: least, max: MOST_LIMIT, step: 1, digits: 0 };
  if (kernel === undefined) return <NetMissing />;
  return (
    <FigurePanel
      id="huffman"
      controls={
        <>
          <Slider label={say('limit')} value={limit} onChange={setLimit} {...range} />
          <Dial of={CODED} />
          <LayerChoice {...layers} />
        </>
      }
      readout={facts !== null && <CodeReadout facts={facts} />}
      note={<NetNote />}
    >
      {symbols === null || facts === null ? (
        <p>{say('none', { layer })}</p>
      ) : (
        <CodeTree key={what} symbols={symbols} facts={facts} layer={layer} what={what} />
      )}
    </FigurePanel>
  );
}

function CodeReadout({ facts }: { readonly facts: CodeFacts }) {
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const detail = say('perSymbol');
  const toBytes = (bits: number) => integer(Math.ceil(bits / 8));
  const sizes = { table: toBytes(facts.tableBits), fixed: toBytes(facts.symbols * facts.fixedBits) };
  return (
    <Readout
      items={[
        { label: say('entropy'), value: decimal(facts.entropy, 3), detail },
        { label: say('average'), value: decimal(facts.average, 3), detail },
        { label: say('fixed'), value: integer(facts.fixedBits), detail },
        { label: say('kraft'), value: decimal(facts.kraft, 6) },
        {
          label: say('bytes'),
          value: toBytes(facts.codedBits + facts.tableBits),
          detail: say('bytesDetail', sizes),
        },
      ]}
    />
  );
}

interface CodeTreeProps {
  readonly symbols: SymbolCounts;
  readonly facts: CodeFacts;
  readonly layer: string;
  readonly what: Coded;
}

function CodeTree({ symbols: { values, counts, fixedBits }, facts, layer, what }: CodeTreeProps) {
  const say = useWords(words);
  const toZeros = useZeros();
  const { decimal, integer } = useFormats();
  if (facts.root === null) return null;
  const [average, entropy] = [decimal(facts.average, 3), decimal(facts.entropy, 3)];
  return (
    <HuffmanTree
      id="huffman-tree"
      title={say('title', { what: say(what), layer })}
      finding={say('finding', { layer, average, entropy, fixed: integer(fixedBits) })}
      root={facts.root}
      counts={counts}
      toName={(symbol) =>
        what === 'codes'
          ? say('value', { value: decimal(values[symbol]!, 4) })
          : say(symbol === counts.length - 1 ? 'skip' : 'gap', { zeros: toZeros(symbol) })
      }
      variant={what === 'codes' ? 'shared' : 'pruned'}
      words={{
        symbol: say(what),
        code: say('code'),
        length: say('length'),
        count: say('count'),
        ideal: say('ideal'),
      }}
    />
  );
}
