import { useCallback, useRef } from 'react';
import { readColor } from '../parts/ink.ts';
import { useThemeVersion } from '../parts/useTheme.ts';
import { useBitmap } from './useBitmap.ts';

/** An image of the dataset, crisp. Grey images are drawn as ink on the page's paper. */
export interface DigitImageProps {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** 0 to 255, row-major, channels last. */
  readonly pixels: Uint8Array;
  /** Text for those who do not see it: "a handwritten 7". */
  readonly label: string;
  /** CSS pixels on the page. Default: 4 a pixel. */
  readonly size?: number | undefined;
}

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
