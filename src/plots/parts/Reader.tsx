import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react';
import styles from './chart.module.css';
import { type OnDrag, useDrag } from './useDrag.ts';

export interface ReaderProps {
  readonly label: string;
  /** Number of things that can be read, and the one being read. */
  readonly count: number;
  readonly at: number | undefined;
  /** What is being read, in words. */
  readonly text: string;
  readonly onMove: (at: number | undefined) => void;
  /** The thing nearest to a place within the reader, in pixels. */
  readonly findNearest: (x: number, y: number) => number | undefined;
  /** Keys beyond the slider's own; true if it was taken. */
  readonly onKey?: ((event: KeyboardEvent) => boolean) | undefined;
  readonly onPick?: ((x: number, y: number) => void) | undefined;
  readonly picks?: boolean | undefined;
  /** Called while the reader drags sideways, and where it is clicked. */
  readonly onDrag?: OnDrag | undefined;
  /** Drags go up and down too, and touch does not scroll the page here. */
  readonly dragsFreely?: boolean | undefined;
  readonly style: CSSProperties;
}

/**
 * Lies over a plot and reads values out: by pointing, by touch, or as a slider by the arrow keys, Page, Home
 * and End, so that a screen reader speaks each value.
 */
export function Reader(props: ReaderProps) {
  const { count, at, onMove } = props;
  const drag = useDrag(props.onDrag, props.dragsFreely ?? false);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && at !== undefined) {
      onMove(undefined);
      event.stopPropagation();
      return;
    }
    if (props.onKey?.(event)) {
      event.preventDefault();
      return;
    }
    const step = toStep(event.key, count);
    if (step === undefined || count === 0) return;
    event.preventDefault();
    const from = at ?? (step > 0 ? -1 : count);
    onMove(Math.min(Math.max(from + step, 0), count - 1));
  };
  return (
    <div
      className={styles.reader}
      data-picks={props.picks ?? false}
      style={props.dragsFreely ? { ...props.style, touchAction: 'none' } : props.style}
      role="slider"
      tabIndex={0}
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, count - 1)}
      aria-valuenow={at ?? 0}
      aria-valuetext={props.text}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        onMove(props.findNearest(...toPlace(event)));
        drag?.move(event);
      }}
      onPointerDown={(event) => {
        onMove(props.findNearest(...toPlace(event)));
        drag?.down(event);
      }}
      onPointerUp={drag?.up}
      onPointerCancel={drag?.cancel}
      onPointerLeave={() => onMove(undefined)}
      onBlur={() => onMove(undefined)}
      onClick={(event) => props.onPick?.(...toPlace(event))}
    />
  );
}

/** The pointer's place in the reader. */
function toPlace(event: MouseEvent<HTMLElement>): [number, number] {
  const box = event.currentTarget.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

/** By how many things a slider's key moves among so many. */
function toStep(key: string, count: number): number | undefined {
  const page = Math.max(1, Math.round(count / 10));
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: page,
    PageDown: -page,
    Home: -count,
    End: count,
  };
  return steps[key];
}
