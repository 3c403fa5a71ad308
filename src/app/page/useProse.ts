import type { MDXContent } from 'mdx/types';
import { useCallback, useEffect, useState } from 'react';
import type { Locale } from '../../ui/language/bilingual.ts';
import { loadProse } from '../lessons/registry.ts';

export type ProseState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly Prose: MDXContent; readonly locale: Locale }
  | { readonly status: 'failed' };

/** A lesson's text. While another language is being fetched, the text that is there stays. */
export function useProse(slug: string, locale: Locale): readonly [ProseState, () => void] {
  const [state, setState] = useState<ProseState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches the same text again
  useEffect(() => {
    let isWanted = true;
    loadProse(slug, locale).then(
      (Prose) => {
        if (isWanted) setState({ status: 'ready', Prose, locale });
      },
      () => {
        if (isWanted) setState({ status: 'failed' });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [slug, locale, attempt]);
  return [state, useCallback(() => setAttempt((before) => before + 1), [])];
}
