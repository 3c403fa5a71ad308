import { PipelineChart } from '../../../src/plots/pipeline/PipelineChart.tsx';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { lesson, useGuess } from '../lesson.ts';
import { DEFAULTS, STAGE_NAMES, toPipelineRecipe } from '../recipe.ts';
import { STAGE_LOOKS } from '../stages.ts';

const words = {
  guessTitle: { en: 'The file, and what you think is left of it', zh: '原来的文件，和你猜它还剩多大' },
  foundTitle: { en: 'The file after each stage, in the lab’s own run', zh: '实验室跑出来的文件，逐道工序' },
  dense: { en: 'as trained', zh: '训练好的网络' },
  guess: { en: 'your guess', zh: '你的猜测' },
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
const FOUND = {
  pruned: prunedBytes,
  shared: sharedBytes,
  huffman: huffmanBytes,
  arithmetic: arithmeticBytes,
} as const;

/**
 * While the reader guesses: the file and what the guess leaves of it. Afterwards: what the four stages left.
 */
export function PredictFigure() {
  const { guess: guessed, isOpen } = useGuess();
  const guess = guessed ?? 1;
  const say = useWords(words);
  const text = useText();
  const { bytes, decimal } = useFormats();
  const left = Math.round(denseBytes / guess);
  const found = STAGE_NAMES.map((id) => {
    const { title, variant } = STAGE_LOOKS[id];
    return { id, label: text(title), variant, bytes: FOUND[id] };
  });
  const sizes = Object.entries({ dense: denseBytes, ...FOUND }).map(([id, size]) => [id, bytes(size)]);
  return (
    <FigurePanel id="predict">
      <PipelineChart
        id={isOpen ? 'guess-found' : 'guess-file'}
        title={say(isOpen ? 'foundTitle' : 'guessTitle')}
        finding={
          isOpen
            ? say('foundFinding', Object.fromEntries(sizes))
            : say('guessFinding', { bytes: bytes(denseBytes / guess), times: decimal(guess, 0) })
        }
        showFinding
        stages={[
          { id: 'dense', label: say('dense'), variant: 'dense', bytes: denseBytes },
          ...(isOpen ? found : []),
          { id: 'guess', label: say('guess'), variant: 'accent', bytes: left, isApart: isOpen },
        ]}
        waitingLabel={say('waiting')}
        provenance={toPipelineRecipe(DEFAULTS, 'quick')}
      />
    </FigurePanel>
  );
}
