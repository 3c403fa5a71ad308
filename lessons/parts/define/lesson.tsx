/**
 * A lesson as a definition: from its settings, its nets and its results come the hooks, the components of its
 * text and the figures that every lesson has. What only one lesson has stays in its folder and reads the same
 * settings.
 */
import type { ReactNode } from 'react';
import { Provenance } from '../../../src/plots/frame/Provenance.tsx';
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import type { ModelName } from '../../../src/spec/zoo.ts';
import type { Bilingual } from '../../../src/ui/language/bilingual.ts';
import { useLesson } from '../../../src/ui/lesson/context.tsx';
import type { LessonMeta } from '../../../src/ui/lesson/meta.ts';
import { type Change, createCounts } from './counts.ts';
import { createFigures } from './figures.tsx';
import type { Describe } from './labels.ts';
import { createNets, type NetRow } from './nets.tsx';
import { createProse } from './prose.tsx';
import { createSettings, type LessonSettings, type SettingsDefinition } from './settings.ts';

export interface LessonDefinition<S extends LessonSettings, Id extends string, Key extends string> {
  readonly meta: LessonMeta;
  readonly settings: SettingsDefinition<S>;
  /** The net that the text's numbers are of. */
  readonly told: ModelName;
  /** The nets that a reader may choose. */
  readonly models: readonly ModelName[];
  /** What the trained net is called beside the lesson's others: "dense", "before pruning". */
  readonly denseLabel: Bilingual;
  /** The lesson's other nets, by the name of their slot. */
  readonly nets: Readonly<Record<Id, NetRow<S>>>;
  /** What the settings do to the trained net, as a question to the engine. */
  readonly toChange?: (settings: S, layers: readonly string[]) => Change;
  /** The recipe as it is set, for the files of all figures that have none of their own. */
  readonly toRecipe?: (settings: S) => RecipeInput;
  /** Said beside the names of nets that are compared and differ in it. */
  readonly describe?: Describe;
  /** What its pages must do beside: measure a curve. Once on the page. */
  readonly usePreparation?: () => void;
  /** As in `results.json`. */
  readonly results: Readonly<Record<Key, number>>;
}

/** All that a lesson has by its definition. `Prepare` stands once at the head of each text. */
export function defineLesson<S extends LessonSettings, const Id extends string, Key extends string>(
  definition: LessonDefinition<S, Id, Key>,
) {
  const { meta, models, denseLabel, toChange, toRecipe, usePreparation = () => {} } = definition;
  const useSettings = createSettings(definition.settings);
  const prefix = `lesson-${meta.slug.slice(0, 2)}`;
  const nets = createNets(useSettings, { prefix, models, denseLabel, rows: definition.nets });
  const counts = createCounts({ useSettings, useDenseKernels: nets.useDenseKernels, toChange });
  function Preparation() {
    counts.useWrongMeasurement();
    usePreparation();
    return <nets.KeptNets />;
  }
  return {
    meta,
    results: definition.results,
    useSettings,
    ...nets,
    ...counts,
    ...createProse(useSettings, definition.told, definition.results),
    ...createFigures(useSettings, nets, counts, definition.describe),
    /** Around each text: gives its figures the recipe as it is set. */
    LessonRecipe: function LessonRecipe({ children }: { readonly children: ReactNode }) {
      return <Provenance recipe={toRecipe?.(useSettings().settings)}>{children}</Provenance>;
    },
    /** Draws nothing: keeps the lesson's nets in step with the controls, and counts what they get wrong. */
    Prepare: function Prepare() {
      // A speaker's notes have no figures; the wall's window does the work.
      return useLesson().mode === 'notes' ? null : <Preparation />;
    },
  };
}
