/**
 * The reader's sharing: how many bits for a weight's code, where the centroids begin, and what is pruned before. One set of
 * controls, in the link, that every figure of the lesson reads.
 */
import { useMemo } from 'react';
import { MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';
import { useLinkState } from '../../src/ui/lesson/context.tsx';
import { choiceParam, numberParam } from '../../src/ui/lesson/params.ts';

/** Starts that a reader can share with; the exact optimum is for comparison. */
export const STARTS = ['linear', 'density', 'forgy'] as const;
export type StartName = (typeof STARTS)[number];

export const MOST_BITS = 8;
export const MOST_PRUNED = 0.99;
const MOST_DRAWS = 9999;

export interface Sharing {
  readonly model: ModelName;
  /** Fraction of all weights that are pruned first, the smallest of the whole net. */
  readonly prune: number;
  readonly init: StartName;
  /** Names the draw of Forgy's start; the recipe's seed. */
  readonly draw: number;
  /** Bits of a code in dense layers, and in convolutions. */
  readonly fcBits: number;
  readonly convBits: number;
}

const modelParam = choiceParam(MODEL_NAMES, 'lenet-300-100');
const pruneParam = numberParam({ initial: 0, min: 0, max: MOST_PRUNED, digits: 3 });
const initParam = choiceParam(STARTS, 'linear');
const drawParam = numberParam({ initial: 1, min: 1, max: MOST_DRAWS, digits: 0 });
const fcParam = numberParam({ initial: 4, min: 1, max: MOST_BITS, digits: 0 });
const convParam = numberParam({ initial: 6, min: 1, max: MOST_BITS, digits: 0 });

export interface SharingControls {
  readonly sharing: Sharing;
  readonly change: (change: Partial<Sharing>) => void;
}

/** The sharing and how to change it. */
export function useSharing(): SharingControls {
  const [model, setModel] = useLinkState('model', modelParam);
  const [prune, setPrune] = useLinkState('prune', pruneParam);
  const [init, setInit] = useLinkState('init', initParam);
  const [draw, setDraw] = useLinkState('draw', drawParam);
  const [fcBits, setFcBits] = useLinkState('fc', fcParam);
  const [convBits, setConvBits] = useLinkState('conv', convParam);
  const sharing = useMemo(
    () => ({ model, prune, init, draw, fcBits, convBits }),
    [model, prune, init, draw, fcBits, convBits],
  );
  return {
    sharing,
    change: (next) => {
      if (next.model !== undefined) setModel(next.model);
      if (next.prune !== undefined) setPrune(Math.min(MOST_PRUNED, Math.max(0, next.prune)));
      if (next.init !== undefined) setInit(next.init);
      if (next.draw !== undefined) setDraw(((next.draw - 1) % MOST_DRAWS) + 1);
      if (next.fcBits !== undefined) setFcBits(toBits(next.fcBits));
      if (next.convBits !== undefined) setConvBits(toBits(next.convBits));
    },
  };
}

function toBits(value: number): number {
  return Math.min(MOST_BITS, Math.max(1, Math.round(value)));
}

/** Is a kernel of this shape a convolution's? */
export function isConvolution(shape: readonly number[]): boolean {
  return shape.length === 4;
}
