import { useMemo } from 'react';
import { DigitImage } from '../../../src/plots/fields/DigitImage.tsx';
import { DATASETS, type DatasetName } from '../../../src/spec/datasets.ts';
import { useWords } from '../words.ts';
import type { ChosenImage } from './images.ts';

const words = {
  label: { en: 'Test image {index}: {name}', zh: '第 {index} 张测试图像：{name}' },
} as const;

export interface ChosenPictureProps {
  readonly dataset: DatasetName;
  readonly index: number;
  readonly image: ChosenImage;
  /** CSS pixels on the page; the drawing's own size without it. */
  readonly size?: number;
}

/** The test image that is asked about; nothing while it is on its way. */
export function ChosenPicture({ dataset, index, image, size }: ChosenPictureProps) {
  const { classes, imageShape } = DATASETS[dataset];
  const [height, width, channels] = imageShape;
  const say = useWords(words);
  const name = image.truth === null ? '' : (classes[image.truth] ?? '');
  return useMemo(
    () => (
      <div>
        {image.pixels !== null && (
          <DigitImage
            width={width}
            height={height}
            channels={channels as 1 | 3}
            pixels={image.pixels}
            label={say('label', { index, name })}
            size={size}
          />
        )}
      </div>
    ),
    [image.pixels, width, height, channels, say, index, name, size],
  );
}
