import type { ModelName } from '../../../src/spec/zoo.ts';
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

/** What the nets are called in a sentence. */
const NAMES: Readonly<Record<ModelName, string>> = {
  'lenet-300-100': 'LeNet-300-100',
  'lenet-5': 'LeNet-5',
  'resnet-20': 'ResNet-20',
  'vgg-small': 'VGG',
};

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
  const names = { told: NAMES[told], shown: NAMES[shown] };
  return (
    <p className={styles.otherNet}>
      {say('differs', names)}{' '}
      <Lit isLit={false} onPress={onBack}>
        {say('back', names)}
      </Lit>
    </p>
  );
}
