import { useRun } from '../../../src/state/hooks.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { PUBLISHED, SOURCE } from '../lab/published.ts';
import { lesson, TRAIN } from '../lesson.ts';

const words = {
  title: { en: 'Images answered right, in percent', zh: '答对的图像（百分比）' },
  net: { en: 'Net', zh: '网络' },
  single: { en: 'float32', zh: 'float32' },
  mixed: { en: 'mixed', zh: '混合精度' },
  difference: { en: 'points', zh: '百分点' },
  told: { en: 'LeNet-5 here, in fp16 with a copy', zh: '这里的 LeNet-5，fp16 加主权重' },
  own: { en: 'Your last run', zh: '你最近一次训练' },
  source: { en: 'ImageNet: {source}.', zh: 'ImageNet 的数据出自 {source}。' },
} as const;

/** The paper's nets, this lesson's, and the reader's. */
export function PublishedFigure() {
  const say = useWords(words);
  const { decimal } = useFormats();
  const ledger = useRun(TRAIN, (run) => run.ledger);
  const model = useRun(TRAIN, (run) => run.recipe?.model);
  const { singleWrong, halfWrong, tested } = lesson.results;
  const toRight = (wrong: number) => 100 * (1 - wrong / tested);
  const write = (value: number) => decimal(value, 2);
  const toCells = (single: number, mixed: number) => [write(single), write(mixed), write(mixed - single)];
  const isTold = model !== undefined && 'name' in model && model.name === 'lenet-5';
  return (
    <FigurePanel id="published" note={<p>{say('source', { source: SOURCE })}</p>} grows>
      <NumberTable
        title={say('title')}
        columns={[say('net'), say('single'), say('mixed'), say('difference')]}
        rows={[
          ...PUBLISHED.map(({ net, single, mixed }) => ({
            id: net,
            header: net,
            cells: toCells(single, mixed),
          })),
          { id: 'told', header: say('told'), cells: toCells(toRight(singleWrong), toRight(halfWrong)) },
          ...(ledger !== null && isTold
            ? [
                {
                  ...{ id: 'own', header: say('own'), isShown: true },
                  cells: toCells(toRight(singleWrong), 100 * (1 - ledger.error)),
                },
              ]
            : []),
        ]}
      />
    </FigurePanel>
  );
}
