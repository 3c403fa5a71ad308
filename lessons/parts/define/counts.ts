/**
 * How many images does the net of the reader's settings get wrong, and the trained one? Asked once, read by
 * every figure.
 */
import type { Evaluation } from '../../../src/protocol/events.ts';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import type { EvaluationQuery } from '../../../src/state/querystate.ts';
import type { Kernel } from '../kernels.ts';
import { useDenseWrong, useWrongCount, useWrongMeasurement, type WrongCount } from '../wrong.ts';
import { DENSE_SLOT } from './nets.tsx';
import type { LessonSettings, SettingsControls } from './settings.ts';

/** What is done to the trained net before it is asked; null where the settings cannot be asked about. */
export type Change = Omit<EvaluationQuery, 'dataset' | 'examples'>;

export interface CountsDefinition<S> {
  readonly useSettings: () => SettingsControls<S>;
  readonly useDenseKernels: () => readonly Kernel[];
  /** What the settings do to the trained net. Without it, only the trained net is counted. */
  readonly toChange?: ((settings: S, layers: readonly string[]) => Change) | undefined;
}

export function createCounts<S extends LessonSettings>(definition: CountsDefinition<S>) {
  const { useSettings, useDenseKernels, toChange } = definition;

  function useKey(): string | null {
    const { settings } = useSettings();
    const layers = useDenseKernels().map(({ layer }) => layer);
    if (toChange === undefined || layers.length === 0) return null;
    return JSON.stringify({ dataset: MODEL_DATASET[settings.model], ...toChange(settings, layers) });
  }
  const toQuery = (key: string, examples: number): EvaluationQuery => ({ ...JSON.parse(key), examples });

  return {
    /** Asks the engine whenever the settings change. For one component of the page. */
    useWrongMeasurement(): void {
      const { model } = useSettings().settings;
      useWrongMeasurement({ slot: DENSE_SLOT, model, key: useKey(), toQuery });
    },
    /** Wrong answers of the trained net under the reader's settings, not trained since. */
    useWrongCount: (): WrongCount => useWrongCount(useKey()),
    /** Wrong answers of the trained net as it is; null until they are counted. */
    useDenseWrong: (): Evaluation | null => useDenseWrong(useSettings().settings.model),
  };
}
