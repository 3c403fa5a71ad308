import { LedgerBars } from '../bars/LedgerBars.tsx';
import { ProbabilityBars } from '../bars/ProbabilityBars.tsx';
import { DigitImage } from '../fields/DigitImage.tsx';
import type { LedgerEntry } from '../geometry/bars.ts';
import type { ProbabilityColumn } from '../geometry/probabilities.ts';
import { Spark } from '../lines/Spark.tsx';
import { ledgers, lossStream, sampleDigit } from './samples.ts';
import { useGalleryNames } from './useGalleryNames.ts';
import { useGalleryText } from './useGalleryText.ts';

const entries: readonly LedgerEntry[] = [
  { id: 'dense', label: 'dense', variant: 'dense', ledger: ledgers.dense },
  { id: 'pruned', label: 'pruned', variant: 'pruned', ledger: ledgers.pruned },
  { id: 'shared', label: 'pruned and shared', variant: 'shared', ledger: ledgers.retrained },
];
const names = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];
const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Probabilities of a digit, of two models. */
const answers: readonly ProbabilityColumn[] = [
  {
    id: 'dense',
    label: 'dense',
    variant: 'dense',
    probabilities: [0, 0, 0.001, 0.982, 0, 0.012, 0, 0, 0.005, 0],
  },
  {
    id: 'pruned',
    label: '90 % pruned',
    variant: 'pruned',
    probabilities: [0, 0.002, 0.08, 0.61, 0, 0.27, 0, 0, 0.036, 0.002],
  },
];
const namedAnswers: readonly ProbabilityColumn[] = [
  {
    id: 'dense',
    label: 'dense',
    variant: 'dense',
    probabilities: [0.01, 0.01, 0.08, 0.52, 0.06, 0.27, 0.03, 0.01, 0.005, 0.005],
  },
  { id: 'retrained', label: 'retrained', variant: 'retrained', probabilities: undefined },
];

export function BarFigures() {
  const say = useGalleryText();
  const { toName, nameAll } = useGalleryNames();
  return (
    <>
      <LedgerBars
        id="ledger"
        title={say('What it bought, and what it cost', '换来了什么，付出了什么')}
        finding={say(
          'The pruned file is nine times smaller; its time is the same.',
          '剪枝后的文件小到九分之一，用时不变。',
        )}
        entries={nameAll(entries)}
      />
      <ProbabilityBars
        id="probabilities"
        title={say('Two answers to one image', '同一张图像的两种回答')}
        finding={say(
          'Both models answer 3; the pruned one is less sure.',
          '两个模型都答 3，剪枝后的那个把握小一些。',
        )}
        classes={digits}
        truth={3}
        models={nameAll(answers)}
      />
      <ProbabilityBars
        id="probabilities-names"
        title={say('Classes with names, one model without an answer', '带名称的类别，其中一个模型还没有作答')}
        finding={say(
          'The dense model answers cat; the retrained one has not been asked.',
          '稠密模型的回答是猫；再训练后的模型还没有被问过。',
        )}
        classes={names.map(toName)}
        models={nameAll(namedAnswers)}
      />
      <InText />
    </>
  );
}

/** Small figures in a line of text. */
function InText() {
  const say = useGalleryText();
  return (
    <p id="inline">
      {say('Images stand in text too: ', '文字里也可以有图像：')}
      <DigitImage width={28} height={28} channels={1} pixels={sampleDigit} label={say('a three', '一个三')} />
      {say(' and so do sparks, such as the loss ', '，也可以有迷你折线，比如损失 ')}
      <Spark values={lossStream.values} label={say('the loss falls', '损失在下降')} />
      {say('.', '。')}
    </p>
  );
}
