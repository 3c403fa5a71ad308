/** What the reader sets, in the link: the net, how much goes, and how many bits a code has. */
import { useMemo } from 'react';
import { useLinkState } from '../../src/ui/lesson/context.tsx';
import { choiceParam, numberParam } from '../../src/ui/lesson/params.ts';
import { NETS, PACES, type Pace } from './named.ts';
import { DEFAULTS, type Settings } from './recipe.ts';

export const LIMITS = {
  sparsity: { min: 0, max: 0.99 },
  bits: { min: 1, max: 8 },
  indexBits: { min: 1, max: 10 },
} as const;

const netParam = choiceParam(NETS, DEFAULTS.net);
const sparsityParam = numberParam({ initial: DEFAULTS.sparsity, ...LIMITS.sparsity, digits: 3 });
const convParam = numberParam({ initial: DEFAULTS.convBits, ...LIMITS.bits, digits: 0 });
const fcParam = numberParam({ initial: DEFAULTS.fcBits, ...LIMITS.bits, digits: 0 });
const paceParam = choiceParam(PACES, 'quick');
const indexBitsParam = numberParam({ initial: 4, ...LIMITS.indexBits, digits: 0 });

export interface SettingsControls {
  readonly settings: Settings;
  readonly change: (change: Partial<Settings>) => void;
}

export function useSettings(): SettingsControls {
  const [net, setNet] = useLinkState('net', netParam);
  const [sparsity, setSparsity] = useLinkState('sparsity', sparsityParam);
  const [convBits, setConvBits] = useLinkState('conv', convParam);
  const [fcBits, setFcBits] = useLinkState('fc', fcParam);
  const settings = useMemo(() => ({ net, sparsity, convBits, fcBits }), [net, sparsity, convBits, fcBits]);
  return {
    settings,
    change: (next) => {
      if (next.net !== undefined) setNet(next.net);
      if (next.sparsity !== undefined) setSparsity(next.sparsity);
      if (next.convBits !== undefined) setConvBits(next.convBits);
      if (next.fcBits !== undefined) setFcBits(next.fcBits);
    },
  };
}

export function usePace(): readonly [Pace, (pace: Pace) => void] {
  return useLinkState('pace', paceParam);
}

/** Width of the relative index that the reader tries. */
export function useIndexBits(): readonly [number, (bits: number) => void] {
  return useLinkState('index', indexBitsParam);
}
