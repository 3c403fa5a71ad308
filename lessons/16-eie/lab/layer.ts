/**
 * The reader's own layer, live: which net it is of, its codes, the chosen image's activations, and the
 * questions that figures ask the machine about it.
 */
import { useMemo } from 'react';
import { listAll, toCodedKernel, toInputs, toLayer } from '../../../src/math/eie/coded.ts';
import type { LayerCounts } from '../../../src/math/eie/energy.ts';
import type { EieLayer } from '../../../src/math/eie/simulate.ts';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useLayerReading, useModel, useRun, useSimulation, useTestImage } from '../../../src/state/hooks.ts';
import { useImageNumber } from '../../parts/figures/images.ts';
import { useShownKernel } from '../../parts/layers.ts';
import { isOf, useKernels } from '../../parts/nets.ts';
import { holds } from '../../parts/runs.ts';
import { slots, TRAIN, useSettings } from '../lesson.ts';
import { toTrainedRecipe } from '../recipe.ts';
import { findBackground } from './draft.ts';
import { CHIP } from './published.ts';

/** The net that the figures look at: the reader's trained one where it is cut as set, else the draft. */
export function useShownSlot(): { readonly slot: string; readonly isTrained: boolean } {
  const { model, sparsity } = useSettings().settings;
  const isThere = useModel(slots.trained, isOf(model));
  const recipe = useRun(TRAIN, (run) => (run.ledger === null ? null : run.recipe));
  const wanted = useMemo(() => toTrainedRecipe({ model, sparsity }), [model, sparsity]);
  const isTrained = isThere && recipe !== null && holds(recipe, wanted);
  return { slot: isTrained ? slots.trained : slots.draft, isTrained };
}

export function useOwnLayer() {
  const { model, shifted } = useSettings().settings;
  const { slot, isTrained } = useShownSlot();
  const kernels = useKernels(slot, model);
  const dense = useMemo(() => kernels.filter(({ shape }) => shape.length === 2), [kernels]);
  const { layer, kernel, choice } = useShownKernel(dense);
  const coded = useMemo(
    () => (kernel === undefined ? null : toCodedKernel(kernel.values, kernel.shape[1]!)),
    [kernel],
  );
  const dataset = MODEL_DATASET[model];
  const [index] = useImageNumber();
  const pixels = useTestImage(dataset, index).answer?.pixels ?? null;
  const question = useMemo(
    () => (pixels === null || coded === null ? null : { layer, pixels }),
    [layer, pixels, coded],
  );
  const { answer, previous } = useLayerReading(slot, question);
  const reading = answer ?? (previous?.question.layer === layer ? previous.answer : null);
  // Only the image itself has a background.
  const readsImage = coded !== null && pixels !== null && coded.columns === pixels.length;
  const background = shifted && readsImage ? findBackground(dataset) : 0;
  const inputs = useMemo(
    () =>
      reading === null || coded === null || reading.inputs.length !== coded.columns
        ? null
        : toInputs(reading.inputs, background),
    [reading, coded, background],
  );
  return { slot, isTrained, layer, choice, coded, reading, readsImage, background, inputs };
}

export type OwnLayer = ReturnType<typeof useOwnLayer>;

/** The reader's layer for the machine; null while it is on its way. */
export function useOwnCoded({ coded, inputs }: Pick<OwnLayer, 'coded' | 'inputs'>): EieLayer | null {
  return useMemo(
    () => (coded === null || inputs === null ? null : toLayer(coded, inputs.active)),
    [coded, inputs],
  );
}

/** What there is to count in the reader's layer, on the chip's elements; null until it is counted. */
export function useCounts(own: OwnLayer): LayerCounts | null {
  const { coded, inputs } = own;
  const question = useMemo(
    () =>
      coded === null || inputs === null
        ? null
        : {
            kind: 'eie' as const,
            layers: [toLayer(coded, inputs.active), toLayer(coded, listAll(coded.columns))],
            sizes: [CHIP],
          },
    [coded, inputs],
  );
  const { answer } = useSimulation<'eie'>(question);
  return useMemo(() => {
    if (answer === null || coded === null || inputs === null) return null;
    const [active, all] = answer.points;
    return {
      weights: coded.codes.length,
      kept: coded.kept,
      entries: all!.entries,
      activeShare: inputs.active.length / coded.columns,
      activeEntries: active!.entries,
    };
  }, [answer, coded, inputs]);
}
