import { type ReactNode, useState } from 'react';
import { DigitImage } from '../../../src/plots/fields/DigitImage.tsx';
import { DATASETS, type DatasetName } from '../../../src/spec/datasets.ts';
import { useTestImage } from '../../../src/state/hooks.ts';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { TypedNumber } from '../../../src/ui/control/TypedNumber.tsx';
import { DigitPad } from '../../../src/ui/digit/DigitPad.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam, numberParam } from '../../../src/ui/lesson/params.ts';
import { useWords } from '../words.ts';
import styles from './figures.module.css';

const words = {
  source: { en: 'Image', zh: '图像' },
  draw: { en: 'draw one', zh: '自己写' },
  test: { en: 'a test image', zh: '测试图像' },
  number: { en: 'Number', zh: '编号' },
  label: { en: 'Test image {index}: {name}', zh: '第 {index} 张测试图像：{name}' },
} as const;

const sourceParam = choiceParam(['draw', 'test'], 'test');
const indexParam = numberParam({ initial: 0, min: 0, max: 9999, digits: 0 });

/** The number of the test image, in the link. */
export function useImageNumber(): readonly [number, (index: number) => void] {
  return useLinkState('image', indexParam);
}

/** What the nets are asked about. */
export interface ChosenImage {
  /** Null while there is none: it is on its way, or nothing is drawn. */
  readonly pixels: Uint8Array | null;
  /** Its class, where that is known. */
  readonly truth: number | null;
}

export interface ImageChoiceProps {
  /** Names the pad. */
  readonly id: string;
  readonly dataset: DatasetName;
  /** Stands under the number of a test image. */
  readonly beside?: ReactNode;
  readonly children: (image: ChosenImage) => ReactNode;
}

/** One image for several nets: a test image by its number or, where nets read digits, one that the reader draws. */
export function ImageChoice({ id, dataset, beside, children }: ImageChoiceProps) {
  const [wanted, setSource] = useLinkState('pad', sourceParam);
  const [drawn, setDrawn] = useState<Uint8Array | null>(null);
  const [index] = useImageNumber();
  const source = dataset === 'mnist' ? wanted : 'test';
  const test = useTestImage(dataset, source === 'test' ? index : null).answer;
  const say = useWords(words);
  return (
    <>
      {dataset === 'mnist' && (
        <Segmented
          label={say('source')}
          value={source}
          options={(['test', 'draw'] as const).map((each) => ({ id: each, label: say(each) }))}
          onChange={setSource}
        />
      )}
      {source === 'draw' ? (
        <DigitPad id={id} onDigit={setDrawn} />
      ) : (
        <TestImage dataset={dataset} image={test} beside={beside} />
      )}
      {children(
        source === 'draw'
          ? { pixels: drawn, truth: null }
          : { pixels: test?.pixels ?? null, truth: test?.label ?? null },
      )}
    </>
  );
}

interface TestImageProps {
  readonly dataset: DatasetName;
  readonly image: { readonly pixels: Uint8Array; readonly label: number } | null;
  readonly beside: ReactNode;
}

function TestImage({ dataset, image, beside }: TestImageProps) {
  const [index, setIndex] = useImageNumber();
  const { classes, imageShape, testCount } = DATASETS[dataset];
  const [height, width, channels] = imageShape;
  const say = useWords(words);
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
          onChange={setIndex}
          options={{ min: 0, max: testCount - 1, step: 1, scale: 'linear' }}
          digits={0}
        />
        {beside}
      </div>
    </div>
  );
}
