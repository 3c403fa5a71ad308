import { DigitImage } from '../../plots/fields/DigitImage.tsx';
import type { Evaluation } from '../../protocol/events.ts';
import { useTestImage } from '../../state/hooks.ts';
import styles from './Picture.module.css';

/** Images of the sheet; those beyond its last row are cut off. */
const SHOWN = 60;

/** The first test images; what the net takes for another digit is marked, with its answer. */
export function DigitSheet({ evaluation }: { readonly evaluation: Evaluation | null }) {
  return (
    <div className={styles.sheet} aria-hidden="true">
      {Array.from({ length: SHOWN }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the index is the image
        <Digit key={index} index={index} evaluation={evaluation} />
      ))}
    </div>
  );
}

interface DigitProps {
  readonly index: number;
  readonly evaluation: Evaluation | null;
}

function Digit({ index, evaluation }: DigitProps) {
  const { answer: image } = useTestImage('mnist', index);
  const answered = evaluation?.answers?.[index];
  const isWrong = answered !== undefined && answered !== evaluation?.labels?.[index];
  return (
    <span className={styles.digit} data-wrong={isWrong || undefined} translate="no">
      {image && <DigitImage width={28} height={28} channels={1} pixels={image.pixels} label="" size={28} />}
      {isWrong && <b>{answered <= 9 ? answered : '?'}</b>}
    </span>
  );
}
