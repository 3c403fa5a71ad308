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
import { useCut } from '../settings.ts';
import { CutControls } from './CutControls.tsx';
import { CutData } from './CutData.tsx';

const words = {
  same: {
    en: 'On the images counted so far the two nets are wrong on the same ones. Cut deeper.',
    zh: '在目前数过的图像上，两个网络错得一样。再剪深一些试试。',
  },
  dense: { en: 'dense', zh: '剪枝前' },
  cut: { en: 'cut', zh: '剪枝后' },
  retrained: { en: 'retrained', zh: '再训练后' },
} as const;

/** One image, answered by the dense, the cut and the retrained net. */
export function PadFigure() {
  const { cut } = useCut();
  const dense = useDenseWrong();
  const pruned = useWrongCount().answer;
  const say = useWords(words);
  return (
    <div className={styles.panel}>
      <CutData />
      <ImageChoice
        id="lesson-01"
        dataset={MODEL_DATASET[cut.model]}
        beside={<NextDiffering before={dense} after={pruned} none={say('same')} />}
      >
        {(image) => <NetAnswers {...image} />}
      </ImageChoice>
      <CutControls />
    </div>
  );
}

const NETS = ['dense', 'cut', 'retrained'] as const;
const variants = { dense: 'dense', cut: 'pruned', retrained: 'retrained' } as const;

function NetAnswers({ pixels, truth }: ChosenImage) {
  const { cut } = useCut();
  const { classes } = DATASETS[MODEL_DATASET[cut.model]];
  const isOfCut = ({ summary }: { readonly summary: { readonly name: string } | null }) =>
    summary?.name === cut.model;
  const there = {
    dense: useModel(SLOTS.dense, isOfCut),
    cut: useModel(SLOTS.cut, isOfCut),
    retrained: useModel(SLOTS.retrained, isOfCut),
  };
  const say = useWords(words);
  const nets = NETS.filter((net) => net !== 'retrained' || there.retrained).map((net) => ({
    slot: SLOTS[net],
    label: say(net),
    variant: variants[net],
    isThere: there[net],
  }));
  return <Answers nets={nets} classes={classes} pixels={pixels} truth={truth} />;
}
