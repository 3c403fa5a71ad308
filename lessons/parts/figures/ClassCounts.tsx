import { useMemo } from 'react';
import { countClasses } from '../../../src/math/classcounts.ts';
import type { Evaluation } from '../../../src/protocol/events.ts';
import { DATASETS } from '../../../src/spec/datasets.ts';
import { MODEL_DATASET, type ModelName } from '../../../src/spec/zoo.ts';
import { useFormats, useWords } from '../words.ts';
import type { WrongCount } from '../wrong.ts';
import styles from './ClassCounts.module.css';

const words = {
  title: { en: 'Wrong images by class: before, and after the cut', zh: '各类答错的图像：剪前与剪后' },
  taken: { en: 'taken for {answer}', zh: '多被当成 {answer}' },
  before: { en: 'before', zh: '剪前' },
  after: { en: 'after the cut', zh: '剪后' },
  of: { en: '{wrong} of {tested}', zh: '{tested} 张中 {wrong} 张' },
} as const;

export interface ClassCountsProps {
  readonly model: ModelName;
  readonly dense: Evaluation | null;
  readonly count: WrongCount;
}

/** Which classes go wrong first, and what they are taken for. */
export function ClassCounts({ model, dense, count: { answer, stale, isPending } }: ClassCountsProps) {
  const shown = answer ?? stale;
  const classes = DATASETS[MODEL_DATASET[model]].classes;
  const counts = useMemo(
    () =>
      shown?.answers && shown.labels
        ? countClasses(classes, shown.answers, shown.labels, dense?.answers ?? null)
        : [],
    [classes, shown, dense],
  );
  const say = useWords(words);
  const { integer, percent } = useFormats();
  if (counts.length === 0) return null;
  const most = Math.max(0.05, ...counts.map(({ wrong, tested }) => wrong / tested));
  return (
    <table className={styles.counts} aria-busy={isPending}>
      <caption>{say('title')}</caption>
      <tbody>
        {counts.map(({ name, tested, wrong, before, mistakenFor }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={styles.track}>
              <svg width="100%" height="100%" aria-hidden="true">
                <rect className={styles.bar} width={`${(wrong / tested / most) * 100}%`} height="100%" />
                <rect
                  className={styles.before}
                  x={`${(before / tested / most) * 100}%`}
                  width="2"
                  height="100%"
                />
              </svg>
            </td>
            <td>
              <span className="visually-hidden">
                {say('after')}: {say('of', { wrong: integer(wrong), tested: integer(tested) })};{' '}
                {say('before')}: {integer(before)}
              </span>
              <span aria-hidden="true">{percent(wrong / tested)}</span>
            </td>
            <td className={styles.taken}>
              {mistakenFor === null ? '' : say('taken', { answer: mistakenFor })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
