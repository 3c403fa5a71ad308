import type { ReactNode } from 'react';
import { Lit } from '../../parts/prose/Lit.tsx';
import type { Settings } from '../recipe.ts';
import { useIndexBits, useSettings } from '../settings.ts';

export interface DoProps {
  /** What the words change in the reader's settings. */
  readonly change?: Partial<Settings>;
  /** Width of the relative index. */
  readonly index?: number;
  readonly children: ReactNode;
}

/** Words that set the controls: "at <Do change={{ sparsity: 0.5 }}>50 %</Do>". Lit while it is so. */
export function Do({ change = {}, index, children }: DoProps) {
  const { settings, change: set } = useSettings();
  const [bits, setBits] = useIndexBits();
  const isSo =
    Object.entries(change).every(([key, value]) => settings[key as keyof Settings] === value) &&
    (index === undefined || index === bits);
  return (
    <Lit
      isLit={isSo}
      onPress={() => {
        set(change);
        if (index !== undefined) setBits(index);
      }}
    >
      {children}
    </Lit>
  );
}
