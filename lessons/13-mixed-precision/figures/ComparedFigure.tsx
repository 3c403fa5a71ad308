import { useRun } from '../../../src/state/hooks.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { lesson, TRAIN } from '../lesson.ts';

const words = {
  title: { en: 'Test images answered right', zh: '答对的测试图像' },
  training: { en: 'LeNet-5, trained in', zh: 'LeNet-5，训练所用的格式' },
  right: { en: 'right (%)', zh: '答对（%）' },
  difference: { en: 'points to float32', zh: '与 float32 相差（百分点）' },
  single: { en: 'float32', zh: 'float32' },
  half: { en: 'fp16, with a copy', zh: 'fp16，有主权重' },
  stalled: { en: 'E4M3', zh: 'E4M3' },
  scaled: { en: 'E4M3, scaled', zh: 'E4M3，放大损失' },
  saved: { en: 'E4M3, scaled, with a copy', zh: 'E4M3，放大损失，有主权重' },
  own: { en: 'Your last run', zh: '你最近一次训练' },
} as const;

const TRAININGS = ['single', 'half', 'stalled', 'scaled', 'saved'] as const;

/** The trainings of the text side by side, and the reader's. */
export function ComparedFigure() {
  const say = useWords(words);
  const { decimal } = useFormats();
  const ledger = useRun(TRAIN, (run) => run.ledger);
  const model = useRun(TRAIN, (run) => run.recipe?.model);
  const { results } = lesson;
  const isTold = model !== undefined && 'name' in model && model.name === 'lenet-5';
  const toCells = (wrong: number) => [
    decimal(100 * (1 - wrong / results.tested), 2),
    decimal((100 * (results.singleWrong - wrong)) / results.tested, 2),
  ];
  return (
    <FigurePanel id="compared" grows>
      <NumberTable
        title={say('title')}
        columns={[say('training'), say('right'), say('difference')]}
        rows={[
          ...TRAININGS.map((id) => ({
            id,
            header: say(id),
            cells: toCells(results[`${id}Wrong`]),
          })),
          ...(ledger !== null && isTold
            ? [{ ...{ id: 'own', header: say('own'), isShown: true }, cells: toCells(ledger.wrong) }]
            : []),
        ]}
      />
    </FigurePanel>
  );
}
