import { useMemo, useState } from 'react';
import type { Evaluation } from '../../../src/protocol/events.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { useWords } from '../words.ts';
import styles from './figures.module.css';
import { useImageNumber } from './images.ts';

const words = { differ: { en: 'Where they differ', zh: '找出答案不同的' } } as const;

export interface NextDifferingProps {
  /** Answers to the test images as far as they are counted, of the net as it was and as it is now. */
  readonly before: Evaluation | null;
  readonly after: Evaluation | null;
  /** Said where there is no such image. */
  readonly none: string;
}

/** Goes to the next test image that the first net gets right and the second one wrong. */
export function NextDiffering({ before, after, none }: NextDifferingProps) {
  const [index, setIndex] = useImageNumber();
  const differing = useMemo(() => listLost(before, after), [before, after]);
  const [foundNone, setFoundNone] = useState(false);
  const say = useWords(words);
  const showNext = () => {
    const next = differing.find((each) => each > index) ?? differing[0];
    setFoundNone(next === undefined);
    if (next !== undefined) setIndex(next);
  };
  return (
    <>
      <Button onPress={showNext} isDisabled={!before?.answers || !after?.answers}>
        {say('differ')}
      </Button>
      {foundNone && differing.length === 0 && <p className={styles.small}>{none}</p>}
    </>
  );
}

/** Numbers of the images right before and wrong after, ascending. */
function listLost(before: Evaluation | null, after: Evaluation | null): readonly number[] {
  if (!before?.answers || !after?.answers || !after.labels) return [];
  const { answers, labels } = after;
  const first = before.answers;
  return Array.from(answers.keys()).filter((at) => first[at] === labels[at] && answers[at] !== labels[at]);
}
