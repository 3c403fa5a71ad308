import { useCallback, useMemo, useState } from 'react';
import { DigitImage } from '../../../src/plots/fields/DigitImage.tsx';
import { DATASETS } from '../../../src/recipe/datasets.ts';
import { MODEL_DATASET } from '../../../src/recipe/zoo.ts';
import { useModel, useTestImage } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { TypedNumber } from '../../../src/ui/control/TypedNumber.tsx';
import { DigitPad } from '../../../src/ui/digit/DigitPad.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam, numberParam } from '../../../src/ui/lesson/params.ts';
import { Answers } from '../../parts/figures/Answers.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/slots.ts';
import { useDenseWrong, useWrongCount } from '../lab/wrong.ts';
import { useCut } from '../settings.ts';
import { CutControls } from './CutControls.tsx';
import { CutData } from './CutData.tsx';

const words = {
  source: { en: 'Image', zh: '图像' },
  draw: { en: 'draw one', zh: '自己写' },
  test: { en: 'a test image', zh: '测试图像' },
  number: { en: 'Number', zh: '编号' },
  differ: { en: 'Where they differ', zh: '找出答案不同的' },
  same: {
    en: 'On the images counted so far the two nets are wrong on the same ones. Cut deeper.',
    zh: '在目前数过的图像上，两个网络错得一样。再剪深一些试试。',
  },
  label: { en: 'Test image {index}: {name}', zh: '第 {index} 张测试图像：{name}' },
  dense: { en: 'dense', zh: '剪枝前' },
  cut: { en: 'cut', zh: '剪枝后' },
  retrained: { en: 'retrained', zh: '再训练后' },
} as const;

const sourceParam = choiceParam(['draw', 'test'], 'test');
const indexParam = numberParam({ initial: 0, min: 0, max: 9999, digits: 0 });

/** One image, answered by the dense, the cut and the retrained net. */
export function PadFigure() {
  const { cut } = useCut();
  const [wanted, setSource] = useLinkState('pad', sourceParam);
  const [drawn, setDrawn] = useState<Uint8Array | null>(null);
  const dataset = MODEL_DATASET[cut.model];
  const source = dataset === 'mnist' ? wanted : 'test';
  const [index, setIndex] = useLinkState('image', indexParam);
  const image = useTestImage(dataset, source === 'test' ? index : null);
  const test = image.answer;
  const say = useWords(words);
  const onDigit = useCallback((pixels: Uint8Array | null) => setDrawn(pixels), []);
  const pixels = source === 'draw' ? drawn : (test?.pixels ?? null);
  return (
    <div className={styles.panel}>
      <CutData />
      {dataset === 'mnist' && (
        <Segmented
          label={say('source')}
          value={source}
          options={[
            { id: 'test', label: say('test') },
            { id: 'draw', label: say('draw') },
          ]}
          onChange={setSource}
        />
      )}
      {source === 'draw' ? (
        <DigitPad id="lesson-01" onDigit={onDigit} />
      ) : (
        <TestImage
          index={index}
          onIndex={setIndex}
          pixels={test?.pixels ?? null}
          label={test?.label ?? null}
        />
      )}
      <NetAnswers pixels={pixels} truth={source === 'test' ? (test?.label ?? null) : null} />
      <CutControls />
    </div>
  );
}

interface TestImageProps {
  readonly index: number;
  readonly onIndex: (index: number) => void;
  readonly pixels: Uint8Array | null;
  readonly label: number | null;
}

function TestImage({ index, onIndex, pixels, label }: TestImageProps) {
  const { cut } = useCut();
  const { classes, imageShape, testCount } = DATASETS[MODEL_DATASET[cut.model]];
  const [height, width, channels] = imageShape;
  const dense = useDenseWrong();
  const pruned = useWrongCount().answer;
  const differing = useMemo(() => {
    if (!dense?.answers || !pruned?.answers || !pruned.labels) return [];
    const { answers } = dense;
    return Array.from(pruned.answers.keys()).filter(
      (at) => answers[at] === pruned.labels![at] && pruned.answers![at] !== pruned.labels![at],
    );
  }, [dense, pruned]);
  const [foundNone, setFoundNone] = useState(false);
  const say = useWords(words);
  const showNext = () => {
    const next = differing.find((each) => each > index) ?? differing[0];
    setFoundNone(next === undefined);
    if (next !== undefined) onIndex(next);
  };
  return (
    <div className={styles.controls}>
      <div className={styles.fixed}>
        {pixels !== null && label !== null && (
          <DigitImage
            width={width}
            height={height}
            channels={channels as 1 | 3}
            pixels={pixels}
            label={say('label', { index, name: classes[label] ?? '' })}
          />
        )}
      </div>
      <div className={styles.panel}>
        <TypedNumber
          label={say('number')}
          value={index}
          onChange={onIndex}
          options={{ min: 0, max: testCount - 1, step: 1, scale: 'linear' }}
          digits={0}
        />
        <Button onPress={showNext} isDisabled={!dense?.answers || !pruned?.answers}>
          {say('differ')}
        </Button>
        {foundNone && differing.length === 0 && <p className={styles.small}>{say('same')}</p>}
      </div>
    </div>
  );
}

function NetAnswers({
  pixels,
  truth,
}: {
  readonly pixels: Uint8Array | null;
  readonly truth: number | null;
}) {
  const { cut } = useCut();
  const { classes } = DATASETS[MODEL_DATASET[cut.model]];
  const isOfCut = ({ summary }: { readonly summary: { readonly name: string } | null }) =>
    summary?.name === cut.model;
  const hasDense = useModel(SLOTS.dense, isOfCut);
  const hasCut = useModel(SLOTS.cut, isOfCut);
  const hasRetrained = useModel(SLOTS.retrained, isOfCut);
  const say = useWords(words);
  const nets = [
    { slot: SLOTS.dense, label: say('dense'), variant: 'dense' as const, isThere: hasDense },
    { slot: SLOTS.cut, label: say('cut'), variant: 'pruned' as const, isThere: hasCut },
    ...(hasRetrained
      ? [{ slot: SLOTS.retrained, label: say('retrained'), variant: 'retrained' as const, isThere: true }]
      : []),
  ];
  return <Answers nets={nets} classes={classes} pixels={pixels} truth={truth} />;
}
