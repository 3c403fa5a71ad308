import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../control/Button.tsx';
import { useKeptState } from '../lesson/context.tsx';
import styles from './DigitPad.module.css';
import { DigitPreview } from './DigitPreview.tsx';
import { type Stroke, toDigitPixels } from './digit.ts';
import { PadSurface } from './PadSurface.tsx';

export interface DigitPadProps {
  /** Keeps the drawing when the language changes; unique on the page. */
  readonly id: string;
  /**
   * [28, 28] bytes, 255 for ink, at every move of the pen; null when the pad is empty. Always a new array.
   */
  readonly onDigit: (pixels: Uint8Array | null) => void;
  readonly label?: string;
}

const NO_STROKES: readonly Stroke[] = [];

/** A pad to draw a digit on by mouse, pen, finger or keys, and beside it the image that the network gets. */
export function DigitPad({ id, onDigit, label }: DigitPadProps) {
  const { t } = useTranslation('ui');
  const [strokes, setStrokes] = useKeptState<readonly Stroke[]>(`digit:${id}`, NO_STROKES);
  const [drawing, setDrawing] = useState<Stroke | null>(null);
  const all = useMemo(() => (drawing === null ? strokes : [...strokes, drawing]), [strokes, drawing]);
  const pixels = useMemo(() => toDigitPixels(all), [all]);
  useEffect(() => onDigit(pixels), [onDigit, pixels]);

  const undo = () => setStrokes((before) => before.slice(0, -1));
  const clear = () => setStrokes(NO_STROKES);
  return (
    <div className={styles.pad}>
      <PadSurface
        label={label ?? t('digit.label')}
        strokes={all}
        onDraw={setDrawing}
        onStroke={(stroke) => {
          setDrawing(null);
          setStrokes((before) => [...before, stroke]);
        }}
        onUndo={undo}
        onClear={clear}
      />
      <div className={styles.side}>
        <DigitPreview pixels={pixels} />
        <div className={styles.buttons}>
          <Button size="small" onPress={undo} isDisabled={strokes.length === 0}>
            {t('digit.undo')}
          </Button>
          <Button size="small" onPress={clear} isDisabled={strokes.length === 0}>
            {t('digit.clear')}
          </Button>
        </div>
      </div>
    </div>
  );
}
