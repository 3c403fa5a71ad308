/**
 * The image that a reader puts to the nets: a test image by its number, in the link, or one that was drawn.
 */
import { useMemo, useState } from 'react';
import type { DatasetName } from '../../../src/spec/datasets.ts';
import { useTestImage } from '../../../src/state/hooks.ts';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam, numberParam } from '../../../src/ui/lesson/params.ts';

export const SOURCES = ['test', 'draw'] as const;

const sourceParam = choiceParam(['draw', 'test'], 'test');
const indexParam = numberParam({ initial: 0, min: 0, max: 9999, digits: 0 });

/** The number of the test image, in the link. */
export function useImageNumber(): readonly [number, (index: number) => void] {
  return useLinkState('image', indexParam);
}

/** What the nets are asked about. */
export interface ChosenImage {
  /** Null while there is none: it is on its way, or nothing is drawn. */
  readonly pixels: Uint8Array | null;
  /** Its class, where that is known. */
  readonly truth: number | null;
}

/** The chosen image, and how to choose another. Only digits can be drawn. */
export function useChosenImage(dataset: DatasetName) {
  const [wanted, setSource] = useLinkState('pad', sourceParam);
  const [drawn, setDrawn] = useState<Uint8Array | null>(null);
  const [index, setIndex] = useImageNumber();
  const source = dataset === 'mnist' ? wanted : 'test';
  const test = useTestImage(dataset, source === 'test' ? index : null).answer;
  const image = useMemo(
    (): ChosenImage =>
      source === 'draw'
        ? { pixels: drawn, truth: null }
        : { pixels: test?.pixels ?? null, truth: test?.label ?? null },
    [source, drawn, test],
  );
  return { dataset, source, setSource, index, setIndex, image, setDrawn };
}
