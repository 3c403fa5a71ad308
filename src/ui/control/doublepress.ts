import { useRef } from 'react';

const DOUBLE_PRESS_MS = 500;

export interface DoublePress {
  /** To be called when a button is pressed that others then take the place of. */
  readonly begin: () => void;
  /** The action of such another button, without effect in the second half of a double click on the first. */
  readonly unlessDoubled: (action: () => void) => () => void;
}

/** Keeps a double click on "Run" from pressing the "Stop" that has come under the pointer in between. */
export function useDoublePress(): DoublePress {
  const begunAt = useRef(Number.NEGATIVE_INFINITY);
  return {
    begin: () => {
      begunAt.current = performance.now();
    },
    unlessDoubled: (action) => () => {
      if (performance.now() - begunAt.current > DOUBLE_PRESS_MS) action();
    },
  };
}
