/** What the text points at in a figure, and the figure in the text: one name for both, kept with the page. */
import { useKeptState } from '../../src/ui/lesson/context.tsx';

/** The series, picture or state that is pointed at; null for none. */
export function useLook(): readonly [string | null, (at: string | null) => void] {
  return useKeptState<string | null>('look-series', null);
}

/** The same as props of a chart whose series have these names. */
export function useEmphasis(ids: readonly string[]) {
  const [look, setLook] = useLook();
  const emphasis = ids.find((each) => each === look);
  return {
    ...(emphasis === undefined ? {} : { emphasis }),
    onEmphasis: (id: string | undefined) => setLook(id ?? null),
  };
}
