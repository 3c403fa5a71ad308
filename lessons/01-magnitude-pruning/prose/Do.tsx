import type { ReactNode } from 'react';
import { Lit } from '../../parts/prose/Lit.tsx';
import { type Cut, useCut } from '../settings.ts';

export interface DoProps {
  /** What the words change in the reader's cut. */
  readonly change: Partial<Cut>;
  readonly children: ReactNode;
}

/** Words that set the cut: "at <Do change={{ level: 0.9 }}>90 %</Do>". Lit while the cut is like that. */
export function Do({ change, children }: DoProps) {
  const controls = useCut();
  const isSo = Object.entries(change).every(([key, value]) => controls.cut[key as keyof Cut] === value);
  return (
    <Lit isLit={isSo} onPress={() => controls.change(change)}>
      {children}
    </Lit>
  );
}
