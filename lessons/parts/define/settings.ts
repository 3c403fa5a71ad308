/**
 * What the reader sets in a lesson: one table of parameters, in the link, that every figure and every word of
 * the text reads.
 */
import { useMemo } from 'react';
import type { ModelName } from '../../../src/spec/zoo.ts';
import { useLinkTable } from '../../../src/ui/lesson/context.tsx';
import type { ParamTable } from '../../../src/ui/lesson/params.ts';

/** Every lesson works on one net at a time. */
export interface LessonSettings {
  readonly model: ModelName;
}

export interface SettingsControls<S> {
  readonly settings: S;
  /** Sets some of them; what is out of a parameter's range is brought into it. */
  readonly change: (change: Partial<S>) => void;
}

export interface SettingsDefinition<S extends LessonSettings> {
  readonly table: ParamTable<S>;
  /** What settings mean that cannot stand together. */
  readonly settle?: ((settings: S) => S) | undefined;
  /** What changes with the net: numbers by layer that another net does not have. */
  readonly ofModel?: ((model: ModelName) => Partial<S>) | undefined;
}

/** The hook by which a lesson's figures read and change its settings. */
export function createSettings<S extends LessonSettings>({ table, settle, ofModel }: SettingsDefinition<S>) {
  return function useSettings(): SettingsControls<S> {
    const [values, set] = useLinkTable(table);
    return useMemo(
      () => ({
        settings: settle === undefined ? values : settle(values),
        change: (next) => {
          const follows = next.model === undefined ? {} : (ofModel?.(next.model) ?? {});
          set({ ...follows, ...next });
        },
      }),
      [values, set],
    );
  };
}
