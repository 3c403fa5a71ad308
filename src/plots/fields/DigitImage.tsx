import { useCallback, useRef } from 'react';
import { readColor } from '../parts/ink.ts';
import { useThemeVersion } from '../parts/useTheme.ts';
import type { DigitImageProps } from '../props.ts';
import { useBitmap } from './useBitmap.ts';

/**
 * An image of the dataset, one crisp square a pixel. Grey images are ink on the page's paper, in every theme.
 */
export function DigitImage({ width, height, channels, pixels, label, size = 4 * width }: DigitImageProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the ink
  const paint = useCallback(
    (rgba: Uint8ClampedArray) => {
      const ink = ref.current ? readColor(ref.current, 'var(--fw-text, currentcolor)') : [0, 0, 0];
      for (let i = 0; i < width * height; i++) {
        for (let channel = 0; channel < 3; channel++) {
          rgba[4 * i + channel] = channels === 3 ? pixels[3 * i + channel]! : ink[channel]!;
        }
        rgba[4 * i + 3] = channels === 3 ? 255 : pixels[i]!;
      }
    },
    [pixels, width, height, channels, theme],
  );
  useBitmap(ref, width, height, paint);
  return (
    <canvas
      ref={ref}
      role="img"
      aria-label={label}
      style={{ width: size, height: (size * height) / width, imageRendering: 'pixelated', display: 'block' }}
    />
  );
}
