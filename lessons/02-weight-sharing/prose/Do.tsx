import type { ReactNode } from 'react';
import { Lit } from '../../parts/prose/Lit.tsx';
import { type Sharing, useSharing } from '../settings.ts';

export interface DoProps {
  /** What the words change in the reader's sharing. */
  readonly change: Partial<Sharing>;
  readonly children: ReactNode;
}

/** Words that set the sharing: "with <Do change={{ fcBits: 3 }}>eight values</Do>". Lit while it is like that. */
export function Do({ change, children }: DoProps) {
  const { sharing, change: set } = useSharing();
  const isSo = Object.entries(change).every(([key, value]) => sharing[key as keyof Sharing] === value);
  return (
    <Lit isLit={isSo} onPress={() => set(change)}>
      {children}
    </Lit>
  );
}
