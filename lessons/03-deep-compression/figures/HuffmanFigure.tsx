import { useMemo, useState } from 'react';
import { HuffmanTree } from '../../../src/plots/tree/HuffmanTree.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { countCodes, countGaps, describeCode, findShortestLimit, type SymbolCounts } from '../lab/codes.ts';
import { useShownKernels } from '../lab/net.ts';
import { useIndexBits } from '../settings.ts';
import { NetMissing, NetNote } from './NetMissing.tsx';
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
    zh: '{layer} 的权重没有共享的值，无从编码。把编码位数调小。',
  },
} as const;

const whatParam = choiceParam(['codes', 'gaps'], 'codes');
/** A tree with more leaves than this cannot be told apart. */
const MOST_GAP_BITS = 6;

/** The live layer's Huffman code, by its tree. */
export function HuffmanFigure() {
  return (
    <Seen>
      <HuffmanBody />
    </Seen>
  );
}

function HuffmanBody() {
  const kernels = useShownKernels();
  const layers = useMemo(() => kernels.map(({ layer }) => layer), [kernels]);
  const [layer, showLayer] = useShownLayer(layers);
  const [what, setWhat] = useLinkState('coded', whatParam);
  const [indexBits] = useIndexBits();
  const gapBits = Math.min(indexBits, MOST_GAP_BITS);
  const kernel = kernels.find((each) => each.layer === layer);
  const symbols = useMemo(() => {
    if (kernel === undefined) return null;
    return what === 'codes' ? countCodes(kernel.values) : countGaps(kernel.values, gapBits);
  }, [kernel, what, gapBits]);
  const say = useWords(words);
  if (kernel === undefined) return <NetMissing />;
  return (
    <div className={styles.panel}>
      <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
      <Segmented
        label={say('what')}
        isLabelHidden
        value={what}
        options={[
          { id: 'codes', label: say('codes') },
          { id: 'gaps', label: say('gaps') },
        ]}
        onChange={setWhat}
      />
      {symbols === null ? (
        <p>{say('none', { layer })}</p>
      ) : (
        <CodeTree key={what} symbols={symbols} layer={layer} what={what} />
      )}
      <NetNote />
    </div>
  );
}

interface CodeTreeProps {
  readonly symbols: SymbolCounts;
  readonly layer: string;
  readonly what: 'codes' | 'gaps';
}

const MOST_LIMIT = 15;

function CodeTree({ symbols, layer, what }: CodeTreeProps) {
  const [wanted, setLimit] = useState(MOST_LIMIT);
  const least = findShortestLimit(symbols);
  const limit = Math.max(wanted, least);
  const facts = useMemo(() => describeCode(symbols, limit), [symbols, limit]);
  const say = useWords(words);
  const toZeros = useZeros();
  const { decimal, integer } = useFormats();
  if (facts?.root == null) return null;
  const { values, counts, fixedBits } = symbols;
  const toName = (symbol: number) => {
    if (what === 'codes') return `${say('value')} ${decimal(values[symbol]!, 4)}`;
    return say(symbol === counts.length - 1 ? 'skip' : 'gap', { zeros: toZeros(symbol) });
  };
  const numbers = {
    layer,
    average: decimal(facts.average, 3),
    entropy: decimal(facts.entropy, 3),
    fixed: integer(fixedBits),
  };
  return (
    <>
      <HuffmanTree
        id="huffman-tree"
        title={say('title', { what: say(what), layer })}
        finding={say('finding', numbers)}
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
      <Slider
        label={say('limit')}
        value={limit}
        onChange={setLimit}
        min={least}
        max={MOST_LIMIT}
        step={1}
        digits={0}
      />
      <Readout
        items={[
          { label: say('entropy'), value: numbers.entropy, detail: say('perSymbol') },
          { label: say('average'), value: numbers.average, detail: say('perSymbol') },
          { label: say('fixed'), value: numbers.fixed, detail: say('perSymbol') },
          { label: say('kraft'), value: decimal(facts.kraft, 6) },
          {
            label: say('bytes'),
            value: integer(Math.ceil((facts.codedBits + facts.tableBits) / 8)),
            detail: say('bytesDetail', {
              table: integer(Math.ceil(facts.tableBits / 8)),
              fixed: integer(Math.ceil((facts.symbols * fixedBits) / 8)),
            }),
          },
        ]}
      />
    </>
  );
}
