import { useCallback, useState } from 'react';
import { DigitImage } from '../../../src/plots/fields/DigitImage.tsx';
import { DATASETS } from '../../../src/recipe/datasets.ts';
import { useModel, useTestImage } from '../../../src/state/hooks.ts';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { TypedNumber } from '../../../src/ui/control/TypedNumber.tsx';
import { DigitPad } from '../../../src/ui/digit/DigitPad.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam, numberParam } from '../../../src/ui/lesson/params.ts';
import { Answers } from '../../parts/figures/Answers.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useWords } from '../../parts/words.ts';
import { useShownNet } from '../lab/net.ts';
import { SLOTS } from '../lab/slots.ts';
import { useSettings } from '../settings.ts';

const words = {
  source: { en: 'Image', zh: '图像' },
  draw: { en: 'draw one', zh: '自己写' },
  test: { en: 'a test image', zh: '测试图像' },
  number: { en: 'Number', zh: '编号' },
  label: { en: 'Test image {index}: {name}', zh: '第 {index} 张测试图像：{name}' },
  dense: { en: 'dense', zh: '压缩前' },
  small: { en: 'compressed', zh: '压缩后' },
  file: { en: 'your file', zh: '你的文件' },
} as const;

const sourceParam = choiceParam(['draw', 'test'], 'test');
const indexParam = numberParam({ initial: 0, min: 0, max: 9999, digits: 0 });
const { classes, testCount } = DATASETS.mnist;

/** One image, answered by the dense net, the compressed one, and the one that a file held. */
export function PadPair() {
  const [source, setSource] = useLinkState('pad', sourceParam);
  const [drawn, setDrawn] = useState<Uint8Array | null>(null);
  const [index, setIndex] = useLinkState('image', indexParam);
  const test = useTestImage('mnist', source === 'test' ? index : null).answer;
  const say = useWords(words);
  const onDigit = useCallback((pixels: Uint8Array | null) => setDrawn(pixels), []);
  const pixels = source === 'draw' ? drawn : (test?.pixels ?? null);
  return (
    <>
      <Segmented
        label={say('source')}
        value={source}
        options={[
          { id: 'test', label: say('test') },
          { id: 'draw', label: say('draw') },
        ]}
        onChange={setSource}
      />
      {source === 'draw' ? (
        <DigitPad id="lesson-03" onDigit={onDigit} />
      ) : (
        <div className={styles.controls}>
          {test !== null && (
            <div className={styles.fixed}>
              <DigitImage
                width={28}
                height={28}
                channels={1}
                pixels={test.pixels}
                label={say('label', { index, name: classes[test.label] ?? '' })}
              />
            </div>
          )}
          <TypedNumber
            label={say('number')}
            value={index}
            onChange={setIndex}
            options={{ min: 0, max: testCount - 1, step: 1, scale: 'linear' }}
            digits={0}
          />
        </div>
      )}
      <NetAnswers pixels={pixels} truth={source === 'test' ? (test?.label ?? null) : null} />
    </>
  );
}

function NetAnswers({
  pixels,
  truth,
}: {
  readonly pixels: Uint8Array | null;
  readonly truth: number | null;
}) {
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
  return <Answers nets={nets} classes={classes} pixels={pixels} truth={truth} />;
}
