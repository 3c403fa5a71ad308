import { Readout, type ReadoutItem, useWrongItem } from '../../parts/figures/Readout.tsx';
import { useWords } from '../../parts/words.ts';
import { useDenseWrong, useWrongCount } from '../lesson.ts';

const words = {
  before: { en: 'Wrong in 32 bits', zh: '32 位时答错' },
  after: { en: 'Wrong on the grid', zh: '量化后答错' },
} as const;

/** What the reader's grid costs in test images, and what else a figure counts. */
export function WrongCounts({ items = [] }: { readonly items?: readonly ReadoutItem[] }) {
  const { answer, stale, isPending } = useWrongCount();
  const dense = useDenseWrong();
  const say = useWords(words);
  const toItem = useWrongItem();
  return (
    <Readout
      items={[
        { ...toItem(say('after'), answer ?? stale), isPending },
        toItem(say('before'), dense),
        ...items,
      ]}
    />
  );
}
