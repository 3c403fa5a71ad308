/** The layer that the machine is fed with, as the reader has set it, and what it is called. */
import { useMemo } from 'react';
import type { EieLayer } from '../../../src/math/eie/simulate.ts';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { useSettings } from '../lesson.ts';
import { SETTINGS } from '../settings.ts';
import { useOwnCoded, useOwnLayer } from './layer.ts';

/** Sizes that curves are drawn at. */
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const;

/** Those, and the one that is set, in order. */
export function withSize(size: number): readonly number[] {
  return [...new Set([...SIZES, size])].sort((a, b) => a - b);
}

/** Null while the reader's own layer is on its way. */
export function useSource(): { readonly layer: EieLayer | null; readonly name: string } {
  const { source } = useSettings().settings;
  const own = useOwnLayer();
  const coded = useOwnCoded(own);
  const published = useMemo(
    (): EieLayer | null => (source === 'own' ? null : { kind: 'published', name: source }),
    [source],
  );
  const text = useText();
  const layer = published ?? coded;
  const name = source === 'own' ? own.layer : text(SETTINGS.source.options[source]);
  return { layer, name };
}
