import { useEffect, useRef, useState } from 'react';
import { clampThreshold } from '../geometry/threshold.ts';
import type { HistogramProps } from './props.ts';

export interface ThresholdControl {
  readonly threshold: number | undefined;
  readonly isMovable: boolean;
  move(threshold: number): void;
  /** Says that the reader has let go; nothing if nothing was moved. */
  commit(): void;
}

/**
 * Keeps the handle under the pointer whatever the page does with the threshold: while the reader moves it the
 * chart draws its own value, and tells the page at most once a frame.
 */
export function useThreshold(props: HistogramProps, extent: number): ThresholdControl {
  const { threshold, onThresholdChange, onThresholdCommit } = props;
  const [draft, setDraft] = useState<number>();
  const latest = useRef(threshold ?? 0);
  const frame = useRef(0);
  // Beside the draft, since a tap moves and lets go before the chart is drawn again.
  const isMoving = useRef(false);
  const tell = useRef(onThresholdChange);
  tell.current = onThresholdChange;
  if (draft === undefined) latest.current = threshold ?? 0;

  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const flush = () => {
    cancelAnimationFrame(frame.current);
    frame.current = 0;
    tell.current?.(latest.current);
  };
  return {
    threshold: draft ?? threshold,
    isMovable: onThresholdChange !== undefined,
    move(next) {
      isMoving.current = true;
      latest.current = clampThreshold(next, extent);
      setDraft(latest.current);
      if (frame.current === 0) frame.current = requestAnimationFrame(flush);
    },
    commit() {
      if (!isMoving.current) return;
      isMoving.current = false;
      flush();
      setDraft(undefined);
      onThresholdCommit?.(latest.current);
    },
  };
}
