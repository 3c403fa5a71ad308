import { Button } from '../../../src/ui/control/Button.tsx';
import styles from '../figures/figures.module.css';
import { useFormats, useWords } from '../words.ts';
import { FieldTable, type FieldTableProps } from './FieldTable.tsx';

const words = {
  before: { en: 'Fields before', zh: '前面的字段' },
  after: { en: 'Fields after', zh: '后面的字段' },
  place: { en: '{from}–{to} of {all}', zh: '第 {from}–{to} 个，共 {all} 个' },
} as const;

export interface FieldPageProps extends FieldTableProps {
  /** Said of a region that has no fields of its own. */
  readonly nothing: string;
  /** Which fields of the region these are: the first one, how many at a time, and of how many. */
  readonly page: {
    readonly from: number;
    readonly count: number;
    readonly all: number;
    readonly turn: (from: number) => void;
  };
}

/** Some fields of a region, and the way to those before and after. */
export function FieldPage({ page, nothing, ...table }: FieldPageProps) {
  const { from, count, all, turn } = page;
  const say = useWords(words);
  const { integer } = useFormats();
  if (all === 0) return <p className={styles.small}>{nothing}</p>;
  const end = from + count;
  const place = { from: integer(from + 1), to: integer(Math.min(end, all)), all: integer(all) };
  return (
    <>
      <FieldTable {...table} />
      <div className={styles.buttons}>
        <Button size="small" isDisabled={from === 0} onPress={() => turn(Math.max(0, from - count))}>
          {say('before')}
        </Button>
        <Button size="small" isDisabled={end >= all} onPress={() => turn(Math.min(all - 1, end))}>
          {say('after')}
        </Button>
        <span className={styles.small}>{say('place', place)}</span>
      </div>
    </>
  );
}
