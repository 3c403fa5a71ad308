import { useWords } from '../words.ts';
import styles from './FloatBits.module.css';

const words = {
  sign: { en: 'sign', zh: '符号' },
  exponent: { en: 'exponent', zh: '指数' },
  fraction: { en: 'fraction', zh: '尾数' },
} as const;

export interface FloatBitsProps {
  /** The sign first. */
  readonly bits: readonly number[];
  /** How many follow the sign; the rest is the fraction. */
  readonly exponentBits: number;
  readonly onPress: (place: number) => void;
}

/** The bits of a float to press, part by part. */
export function FloatBits({ bits, exponentBits, onPress }: FloatBitsProps) {
  const say = useWords(words);
  const parts = [
    { id: 'sign', from: 0, to: 1 },
    { id: 'exponent', from: 1, to: 1 + exponentBits },
    { id: 'fraction', from: 1 + exponentBits, to: bits.length },
  ] as const;
  return (
    <div className={styles.bits}>
      {parts.map(({ id, from, to }) => (
        <fieldset key={id} className={styles.part} data-part={id}>
          <legend>{say(id)}</legend>
          {bits.slice(from, to).map((bit, at) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a bit is its place
              key={at}
              type="button"
              aria-pressed={bit === 1}
              aria-label={`${say(id)} ${to - from - at}`}
              onClick={() => onPress(from + at)}
            >
              {bit}
            </button>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
