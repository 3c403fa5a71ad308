import { type PointerEvent, useRef } from 'react';

/** A finger that has moved so many pixels means it. */
const SLACK_PX = 7;

interface Touch {
  readonly x: number;
  readonly y: number;
  /** What the browser would set, kept back until the finger has said which way it goes. */
  wanted: number | null;
  isSideways: boolean;
}

/** The handlers of a slider's track. */
export interface Swipe {
  /** In place of the slider's own `onChange`. */
  readonly change: (value: number) => void;
  readonly down: (event: PointerEvent) => void;
  readonly move: (event: PointerEvent) => void;
  readonly up: (event: PointerEvent) => void;
  readonly cancel: () => void;
}

/**
 * Tells a finger that slides from one that scrolls the page: a track takes a value as soon as it is touched,
 * so that a swipe that begins on it would move it. By touch the value is set when the finger goes sideways,
 * or is lifted where it came down; a mouse and keys set it at once.
 */
export function useSwipe(onChange: (value: number) => void): Swipe {
  const touch = useRef<Touch | null>(null);
  const give = () => {
    const wanted = touch.current?.wanted ?? null;
    if (touch.current !== null) touch.current.wanted = null;
    if (wanted !== null) onChange(wanted);
  };
  return {
    change: (value) => {
      if (touch.current === null || touch.current.isSideways) onChange(value);
      else touch.current.wanted = value;
    },
    down: ({ pointerType, clientX, clientY }) => {
      touch.current =
        pointerType === 'touch' ? { x: clientX, y: clientY, wanted: null, isSideways: false } : null;
    },
    move: ({ clientX, clientY }) => {
      const { current } = touch;
      if (current === null || current.isSideways) return;
      const across = Math.abs(clientX - current.x);
      if (across < SLACK_PX || across < Math.abs(clientY - current.y)) return;
      current.isSideways = true;
      give();
    },
    up: ({ clientY }) => {
      if (touch.current !== null && Math.abs(clientY - touch.current.y) < SLACK_PX) give();
      touch.current = null;
    },
    // The browser has taken the finger for scrolling.
    cancel: () => {
      touch.current = null;
    },
  };
}
