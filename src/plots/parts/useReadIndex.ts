import { useState } from 'react';

/** The index of what is read, if anything is: held inside a chart that has come to show less. */
export function useReadIndex(count: number) {
  const [index, setIndex] = useState<number>();
  const at = index === undefined || count === 0 ? undefined : Math.min(index, count - 1);
  return [at, setIndex] as const;
}
