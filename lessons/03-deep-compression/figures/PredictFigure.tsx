import { useMemo } from 'react';
import type { PipelineStage } from '../../../src/plots/pipeline/layout.ts';
import { PipelineChart } from '../../../src/plots/pipeline/PipelineChart.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { lesson, useGuess } from '../lesson.ts';
import { DEFAULTS, toPipelineRecipe } from '../recipe.ts';

const words = {
  guessTitle: { en: 'The file, and what you think is left of it', zh: '原来的文件，和你猜它还剩多大' },
  foundTitle: { en: 'The file after each stage, in the lab’s own run', zh: '实验室跑出来的文件，逐道工序' },
  dense: { en: 'as trained', zh: '训练好的网络' },
  guess: { en: 'your guess', zh: '你的猜测' },
  pruned: { en: 'pruned', zh: '剪枝' },
  shared: { en: 'weights shared', zh: '权重共享' },
  huffman: { en: 'Huffman codes', zh: '哈夫曼编码' },
  arithmetic: { en: 'arithmetic codes', zh: '算术编码' },
  waiting: { en: 'not yet', zh: '还没有' },
  guessFinding: {
    en: 'Your guess: {bytes}, {times} times smaller.',
    zh: '你的猜测：{bytes}，压缩比 {times}。',
  },
  foundFinding: {
    en: 'From {dense} to {pruned} pruned, {shared} shared, {huffman} with Huffman codes, {arithmetic} with arithmetic codes.',
    zh: '从 {dense} 起：剪枝后 {pruned}，共享后 {shared}，哈夫曼编码后 {huffman}，算术编码后 {arithmetic}。',
  },
} as const;

const { denseBytes, prunedBytes, sharedBytes, huffmanBytes, arithmeticBytes } = lesson.results;

/**
 * While the reader guesses: the file and what the guess leaves of it. Afterwards: what the four stages left.
 */
export function PredictFigure() {
  const { guess: guessed, isOpen } = useGuess();
  const guess = guessed ?? 1;
  const say = useWords(words);
  const { bytes, decimal } = useFormats();
  const stages = useMemo((): PipelineStage[] => {
    const dense = { id: 'dense', label: say('dense'), variant: 'dense' as const, bytes: denseBytes };
    const left = {
      id: 'guess',
      label: say('guess'),
      variant: 'accent' as const,
      bytes: Math.round(denseBytes / guess),
      isApart: isOpen,
    };
    if (!isOpen) return [dense, left];
    return [
      dense,
      { id: 'pruned', label: say('pruned'), variant: 'pruned', bytes: prunedBytes },
      { id: 'shared', label: say('shared'), variant: 'shared', bytes: sharedBytes },
      { id: 'huffman', label: say('huffman'), variant: 'quantized', bytes: huffmanBytes },
      { id: 'arithmetic', label: say('arithmetic'), variant: 'retrained', bytes: arithmeticBytes },
      left,
    ];
  }, [say, guess, isOpen]);
  return (
    <FigurePanel
      id="predict"
      views={[
        {
          id: 'file',
          label: say('guess'),
          content: (
            <PipelineChart
              id={isOpen ? 'guess-found' : 'guess-file'}
              title={say(isOpen ? 'foundTitle' : 'guessTitle')}
              finding={
                isOpen
                  ? say('foundFinding', {
                      dense: bytes(denseBytes),
                      pruned: bytes(prunedBytes),
                      shared: bytes(sharedBytes),
                      huffman: bytes(huffmanBytes),
                      arithmetic: bytes(arithmeticBytes),
                    })
                  : say('guessFinding', { bytes: bytes(denseBytes / guess), times: decimal(guess, 0) })
              }
              showFinding
              stages={stages}
              waitingLabel={say('waiting')}
              provenance={toPipelineRecipe(DEFAULTS, 'quick')}
            />
          ),
        },
      ]}
    />
  );
}
