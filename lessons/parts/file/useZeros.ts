import { useCallback } from 'react';
import { useWords } from '../words.ts';

const words = {
  one: { en: '1 zero', zh: '1 个零' },
  many: { en: '{count} zeros', zh: '{count} 个零' },
} as const;

/** "1 zero", "12 zeros". */
export function useZeros(): (count: number) => string {
  const say = useWords(words);
  return useCallback((count) => (count === 1 ? say('one') : say('many', { count })), [say]);
}
