import { useCallback, useMemo, useRef } from 'react';
import { standardDeviation } from '../../math/statistics.ts';
import { useBitmap } from '../../plots/fields/useBitmap.ts';
import { readColor } from '../../plots/parts/ink.ts';
import { useThemeVersion } from '../../plots/parts/useTheme.ts';
import styles from './Picture.module.css';

export interface WeightFieldProps {
  /** Row-major `[inputs, units]`. */
  readonly values: Float32Array;
  readonly inputs: number;
  readonly units: number;
  /** 1 where a weight stays. */
  readonly kept: Uint8Array;
  readonly label: string;
}

/** Weights this many deviations from zero are as dark as any. */
const DARKEST = 2.5;

/**
 * Every weight of a dense layer as one dot, darker where it is larger: a column for each input, a row for
 * each unit.
 */
export function WeightField({ values, inputs, units, kept, label }: WeightFieldProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  const alphas = useMemo(() => toAlphas(values), [values]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the ink
  const paint = useCallback(
    (rgba: Uint8ClampedArray) => {
      const ink = ref.current ? readColor(ref.current, 'var(--fw-text, currentcolor)') : [0, 0, 0];
      for (let unit = 0; unit < units; unit++) {
        for (let input = 0; input < inputs; input++) {
          const from = input * units + unit;
          if (kept[from] === 0) continue;
          const to = 4 * (unit * inputs + input);
          rgba[to] = ink[0]!;
          rgba[to + 1] = ink[1]!;
          rgba[to + 2] = ink[2]!;
          rgba[to + 3] = alphas[from]!;
        }
      }
    },
    [alphas, kept, inputs, units, theme],
  );
  useBitmap(ref, inputs, units, paint);
  return <canvas ref={ref} className={styles.field} role="img" aria-label={label} />;
}

function toAlphas(values: Float32Array): Uint8ClampedArray {
  const darkest = DARKEST * standardDeviation(values);
  const alphas = new Uint8ClampedArray(values.length);
  for (let i = 0; i < values.length; i++) alphas[i] = (255 * Math.abs(values[i]!)) / darkest;
  return alphas;
}
