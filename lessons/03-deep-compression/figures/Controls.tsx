import { Dial } from '../../parts/figures/Dial.tsx';
import { useWords } from '../../parts/words.ts';
import { useSettings } from '../lesson.ts';
import { SETTINGS } from '../settings.ts';

const words = { fcBits: { en: 'Bits of a code, fully connected', zh: '编号位数：全连接层' } } as const;

/** How much goes, and how many bits a code has. */
export function Controls() {
  const hasConv = useSettings().settings.model === 'lenet-5';
  const say = useWords(words);
  return (
    <>
      <Dial of={SETTINGS.sparsity} />
      {hasConv && <Dial of={SETTINGS.convBits} />}
      <Dial of={SETTINGS.fcBits} {...(hasConv ? { label: say('fcBits') } : {})} />
    </>
  );
}
