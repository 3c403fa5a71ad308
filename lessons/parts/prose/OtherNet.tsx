import { MODELS, type ModelName } from '../../../src/spec/zoo.ts';
import { useWords } from '../words.ts';
import { Lit } from './Lit.tsx';
import styles from './prose.module.css';

const words = {
  differs: {
    en: 'The figure works on {shown}. The numbers in this text are those of {told}.',
    zh: '图中现在用的是 {shown}；文中的数字说的是 {told}。',
  },
  back: { en: 'Back to {told}', zh: '换回 {told}' },
} as const;

export interface OtherNetProps {
  /** The net that the text's numbers are of. */
  readonly told: ModelName;
  /** The net that the figures work on. */
  readonly shown: ModelName;
  readonly onBack: () => void;
}

/** Says so where the reader has chosen another net than the text speaks of; else nothing. */
export function OtherNet({ told, shown, onBack }: OtherNetProps) {
  const say = useWords(words);
  if (told === shown) return null;
  const names = { told: MODELS[told].title, shown: MODELS[shown].title };
  return (
    <p className={styles.otherNet}>
      {say('differs', names)}{' '}
      <Lit isLit={false} onPress={onBack}>
        {say('back', names)}
      </Lit>
    </p>
  );
}
