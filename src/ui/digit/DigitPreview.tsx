import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DigitPad.module.css';
import { DIGIT_SIZE } from './digit.ts';

/** The image that the network gets, pixel by pixel. */
export function DigitPreview({ pixels }: { readonly pixels: Uint8Array | null }) {
  const { t } = useTranslation('ui');
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(DIGIT_SIZE, DIGIT_SIZE);
    // Ink is alpha: the page's own colours stay behind it in every theme.
    const [red, green, blue] = toRgb(getComputedStyle(context.canvas).color);
    for (let i = 0; i < DIGIT_SIZE * DIGIT_SIZE; i++) {
      image.data.set([red, green, blue, pixels?.[i] ?? 0], i * 4);
    }
    context.putImageData(image, 0, 0);
  });
  return (
    <figure className={styles.preview}>
      <canvas
        ref={canvas}
        width={DIGIT_SIZE}
        height={DIGIT_SIZE}
        className={styles.image}
        role="img"
        aria-label={t('digit.seen')}
      />
      <figcaption aria-hidden="true">{t('digit.seen')}</figcaption>
    </figure>
  );
}

function toRgb(colour: string): [number, number, number] {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
