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
import { useSharing } from '../settings.ts';
import { SharingControls } from './SharingControls.tsx';

const words = {
  source: { en: 'Image', zh: '图像' },
  draw: { en: 'draw one', zh: '自己写' },
  test: { en: 'a test image', zh: '测试图像' },
  number: { en: 'Number', zh: '编号' },
  differ: { en: 'Where they differ', zh: '找出答案不同的' },
  same: {
    en: 'On the images counted so far the shared net gets right whatever the dense one does. Take a bit away.',
    zh: '在目前数过的图像上，原网络答对的，共享后也都答对了。减一位试试。',
  },
  label: { en: 'Test image {index}: {name}', zh: '第 {index} 张测试图像：{name}' },
  dense: { en: 'dense', zh: '共享前' },
  shared: { en: 'shared', zh: '共享后' },
  tuned: { en: 'values trained', zh: '训练过的值' },
} as const;

const sourceParam = choiceParam(['draw', 'test'], 'test');
const indexParam = numberParam({ initial: 0, min: 0, max: 9999, digits: 0 });

/** One image, answered by the dense net, the shared one, and the one whose values were trained. */
export function PadFigure() {
  const { sharing } = useSharing();
  const [wanted, setSource] = useLinkState('pad', sourceParam);
  const [drawn, setDrawn] = useState<Uint8Array | null>(null);
  const dataset = MODEL_DATASET[sharing.model];
  const source = dataset === 'mnist' ? wanted : 'test';
  const [index, setIndex] = useLinkState('image', indexParam);
  const test = useTestImage(dataset, source === 'test' ? index : null).answer;
  const say = useWords(words);
  const onDigit = useCallback((pixels: Uint8Array | null) => setDrawn(pixels), []);
  return (
    <div className={styles.panel}>
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
        <DigitPad id="lesson-02" onDigit={onDigit} />
      ) : (
        <TestImage index={index} onIndex={setIndex} image={test} />
      )}
      <NetAnswers
        pixels={source === 'draw' ? drawn : (test?.pixels ?? null)}
        truth={source === 'test' ? (test?.label ?? null) : null}
      />
      <SharingControls />
    </div>
  );
}

interface TestImageProps {
  readonly index: number;
  readonly onIndex: (index: number) => void;
  readonly image: { readonly pixels: Uint8Array; readonly label: number } | null;
}

function TestImage({ index, onIndex, image }: TestImageProps) {
  const { sharing } = useSharing();
  const { classes, imageShape, testCount } = DATASETS[MODEL_DATASET[sharing.model]];
  const [height, width, channels] = imageShape;
  const dense = useDenseWrong();
  const shared = useWrongCount().answer;
  const differing = useMemo(() => {
    if (!dense?.answers || !shared?.answers || !shared.labels) return [];
    const { answers } = dense;
    return Array.from(shared.answers.keys()).filter(
      (at) => answers[at] === shared.labels![at] && shared.answers![at] !== shared.labels![at],
    );
  }, [dense, shared]);
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
        {image !== null && (
          <DigitImage
            width={width}
            height={height}
            channels={channels as 1 | 3}
            pixels={image.pixels}
            label={say('label', { index, name: classes[image.label] ?? '' })}
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
        <Button onPress={showNext} isDisabled={!dense?.answers || !shared?.answers}>
          {say('differ')}
        </Button>
        {foundNone && differing.length === 0 && <p className={styles.small}>{say('same')}</p>}
      </div>
    </div>
  );
}

const NETS = ['dense', 'shared', 'tuned'] as const;
const variants = { dense: 'dense', shared: 'shared', tuned: 'retrained' } as const;

function NetAnswers({
  pixels,
  truth,
}: {
  readonly pixels: Uint8Array | null;
  readonly truth: number | null;
}) {
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
