import { DATASETS } from '../../../src/spec/datasets.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { Answers } from '../../parts/figures/Answers.tsx';
import { type ChosenImage, ImageChoice } from '../../parts/figures/ImageChoice.tsx';
import { useWords } from '../../parts/words.ts';
import { useShownNet } from '../lab/net.ts';
import { SLOTS } from '../lab/slots.ts';
import { useSettings } from '../settings.ts';

const words = {
  dense: { en: 'dense', zh: '压缩前' },
  small: { en: 'compressed', zh: '压缩后' },
  file: { en: 'your file', zh: '你的文件' },
} as const;

/** One image, answered by the dense net, the compressed one, and the one that a file held. */
export function PadPair() {
  return (
    <ImageChoice id="lesson-03" dataset="mnist">
      {(image) => <NetAnswers {...image} />}
    </ImageChoice>
  );
}

function NetAnswers({ pixels, truth }: ChosenImage) {
  const { settings } = useSettings();
  const { slot } = useShownNet();
  const isOfLesson = ({ summary }: { readonly summary: { readonly name: string } | null }) =>
    summary?.name === settings.net;
  const hasDense = useModel(SLOTS.dense, isOfLesson);
  const hasSmall = useModel(slot, isOfLesson);
  const hasFile = useModel(SLOTS.file, ({ snapshot }) => snapshot?.spec.inputShape.join() === '28,28,1');
  const say = useWords(words);
  const nets = [
    { slot: SLOTS.dense, label: say('dense'), variant: 'dense' as const, isThere: hasDense },
    { slot, label: say('small'), variant: 'shared' as const, isThere: hasSmall },
    ...(hasFile ? [{ slot: SLOTS.file, label: say('file'), variant: 'accent' as const, isThere: true }] : []),
  ];
  return <Answers nets={nets} classes={DATASETS.mnist.classes} pixels={pixels} truth={truth} />;
}
