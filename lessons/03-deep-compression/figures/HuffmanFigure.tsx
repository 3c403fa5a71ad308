import { useMemo, useState } from 'react';
import { HuffmanTree } from '../../../src/plots/tree/HuffmanTree.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import {
  type CodeFacts,
  countCodes,
  countGaps,
  describeCode,
  findShortestLimit,
  type SymbolCounts,
} from '../lab/codes.ts';
import { useSettings } from '../lesson.ts';
import { NetMissing, NetNote } from './NetMissing.tsx';
import { useShownKernel } from './shown.ts';
import { useZeros } from './useZeros.ts';

const words = {
  what: { en: 'Symbols', zh: '编码对象' },
  codes: { en: 'shared values', zh: '共享值' },
  gaps: { en: 'gaps', zh: '间隔' },
  title: { en: 'Huffman code of the {what} of {layer}', zh: '{layer} 的{what}的哈夫曼编码' },
  limit: { en: 'Longest code allowed', zh: '最长允许几位' },
  value: { en: 'value', zh: '值' },
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

const whatParam = choiceParam(['codes', 'gaps'], 'codes');
/** A tree with more leaves than this cannot be told apart. */
const MOST_GAP_BITS = 6;

const MOST_LIMIT = 15;

/** The live layer's Huffman code, by its tree. */
export function HuffmanFigure() {
  const { kernel, layer, choice } = useShownKernel();
  const [what, setWhat] = useLinkState('coded', whatParam);
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
  if (kernel === undefined) return <NetMissing />;
  return (
    <FigurePanel
      id="huffman"
      controls={
        <>
          <Slider
            label={say('limit')}
            value={limit}
            onChange={setLimit}
            min={least}
            max={MOST_LIMIT}
            step={1}
            digits={0}
          />
          <Segmented
            label={say('what')}
            value={what}
            options={(['codes', 'gaps'] as const).map((id) => ({ id, label: say(id) }))}
            onChange={setWhat}
          />
          <LayerChoice {...choice} />
        </>
      }
      readout={facts !== null && <CodeReadout facts={facts} />}
      note={<NetNote />}
      views={[
        {
          id: 'tree',
          label: say('code'),
          content:
            symbols === null || facts === null ? (
              <p>{say('none', { layer })}</p>
            ) : (
              <CodeTree key={what} symbols={symbols} facts={facts} layer={layer} what={what} />
            ),
        },
      ]}
    />
  );
}

function CodeReadout({ facts }: { readonly facts: CodeFacts }) {
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const detail = say('perSymbol');
  return (
    <Readout
      items={[
        { label: say('entropy'), value: decimal(facts.entropy, 3), detail },
        { label: say('average'), value: decimal(facts.average, 3), detail },
        { label: say('fixed'), value: integer(facts.fixedBits), detail },
        { label: say('kraft'), value: decimal(facts.kraft, 6) },
        {
          label: say('bytes'),
          value: integer(Math.ceil((facts.codedBits + facts.tableBits) / 8)),
          detail: say('bytesDetail', {
            table: integer(Math.ceil(facts.tableBits / 8)),
            fixed: integer(Math.ceil((facts.symbols * facts.fixedBits) / 8)),
          }),
        },
      ]}
    />
  );
}

interface CodeTreeProps {
  readonly symbols: SymbolCounts;
  readonly facts: CodeFacts;
  readonly layer: string;
  readonly what: 'codes' | 'gaps';
}

function CodeTree({ symbols, facts, layer, what }: CodeTreeProps) {
  const say = useWords(words);
  const toZeros = useZeros();
  const { decimal, integer } = useFormats();
  if (facts.root === null) return null;
  const { values, counts, fixedBits } = symbols;
  const toName = (symbol: number) => {
    if (what === 'codes') return `${say('value')} ${decimal(values[symbol]!, 4)}`;
    return say(symbol === counts.length - 1 ? 'skip' : 'gap', { zeros: toZeros(symbol) });
  };
  return (
    <HuffmanTree
      id="huffman-tree"
      title={say('title', { what: say(what), layer })}
      finding={say('finding', {
        layer,
        average: decimal(facts.average, 3),
        entropy: decimal(facts.entropy, 3),
        fixed: integer(fixedBits),
      })}
      root={facts.root}
      counts={counts}
      toName={toName}
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
