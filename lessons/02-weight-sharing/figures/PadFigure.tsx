import { DATASETS } from '../../../src/spec/datasets.ts';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { Answers } from '../../parts/figures/Answers.tsx';
import styles from '../../parts/figures/figures.module.css';
import { type ChosenImage, ImageChoice } from '../../parts/figures/ImageChoice.tsx';
import { NextDiffering } from '../../parts/figures/NextDiffering.tsx';
import { useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/slots.ts';
import { useDenseWrong, useWrongCount } from '../lab/wrong.ts';
import { useSharing } from '../settings.ts';
import { SharingControls } from './SharingControls.tsx';

const words = {
  same: {
    en: 'On the images counted so far the shared net gets right whatever the dense one does. Take a bit away.',
    zh: '在目前数过的图像上，原网络答对的，共享后也都答对了。减一位试试。',
  },
  dense: { en: 'dense', zh: '共享前' },
  shared: { en: 'shared', zh: '共享后' },
  tuned: { en: 'values trained', zh: '训练过的值' },
} as const;

/** One image, answered by the dense net, the shared one, and the one whose values were trained. */
export function PadFigure() {
  const { sharing } = useSharing();
  const dense = useDenseWrong();
  const shared = useWrongCount().answer;
  const say = useWords(words);
  return (
    <div className={styles.panel}>
      <ImageChoice
        id="lesson-02"
        dataset={MODEL_DATASET[sharing.model]}
        beside={<NextDiffering before={dense} after={shared} none={say('same')} />}
      >
        {(image) => <NetAnswers {...image} />}
      </ImageChoice>
      <SharingControls />
    </div>
  );
}

const NETS = ['dense', 'shared', 'tuned'] as const;
const variants = { dense: 'dense', shared: 'shared', tuned: 'retrained' } as const;

function NetAnswers({ pixels, truth }: ChosenImage) {
  const { sharing } = useSharing();
  const { classes } = DATASETS[MODEL_DATASET[sharing.model]];
  const isOfLesson = ({ summary }: { readonly summary: { readonly name: string } | null }) =>
    summary?.name === sharing.model;
  const there = {
    dense: useModel(SLOTS.dense, isOfLesson),
    shared: useModel(SLOTS.shared, isOfLesson),
    tuned: useModel(SLOTS.tuned, isOfLesson),
  };
  const say = useWords(words);
  const nets = NETS.filter((net) => net !== 'tuned' || there.tuned).map((net) => ({
    slot: SLOTS[net],
    label: say(net),
    variant: variants[net],
    isThere: there[net],
  }));
  return <Answers nets={nets} classes={classes} pixels={pixels} truth={truth} />;
}
