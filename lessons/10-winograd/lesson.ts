/**
 * The lesson as a definition: its settings, its net, what it measures. Its figures read what comes from here.
 */
import { useMemo } from 'react';
import { countTile } from '../../src/math/winograd/tile.ts';
import { deriveTransforms } from '../../src/math/winograd/transforms.ts';
import type { TilesLedger } from '../../src/protocol/ledger.ts';
import { MODEL_ZOO } from '../../src/spec/zoo.ts';
import { useTimesAlone } from '../../src/state/timehooks.ts';
import { defineLesson } from '../parts/define/lesson.tsx';
import { useShownLayerLink } from '../parts/layers.ts';
import { useNet } from '../parts/nets.ts';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { findNearestTimes } from '../parts/prose/timeguess.ts';
import { listTiledLayers, type TileSide } from './lab/work.ts';
import { meta } from './meta.ts';
import type { QuoteKey } from './quotes.ts';
import { toRecipe } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { NETS, SETTINGS } from './settings.ts';

export const lesson = defineLesson({
  meta,
  told: 'resnet-20',
  models: NETS,
  settings: { table: SETTINGS },
  denseLabel: { en: 'trained net', zh: '训练好的网络' },
  nets: {},
  toRecipe: ({ model }) => toRecipe(model),
  results: results.values as Readonly<Record<QuoteKey, number>>,
});

export const { Value, Do, OtherNetHere, Prepare, LessonRecipe, NetChoice, NetMissing, DataMissing } = lesson;
export const { useSettings, useDenseKernels, slots } = lesson;

/** Outputs of a tile's side, as the reader has set it. */
export const useSide = (): TileSide => (useSettings().settings.side === '2' ? 2 : 4);

/** The layers of 3 x 3 of the chosen net, and the one that is looked at. */
export function useTiledLayers() {
  const { model } = useSettings().settings;
  const layers = useMemo(() => listTiledLayers(MODEL_ZOO[model]), [model]);
  const names = layers.map(({ layer }) => layer);
  const [linked, setLayer] = useShownLayerLink();
  // The last one has most channels, and gains most.
  const name = names.includes(linked) ? linked : names.at(-1)!;
  const kernel = useDenseKernels().find(({ layer }) => layer === name);
  return {
    layers,
    choice: { layers: names, shown: name, onShow: setLayer },
    shown: layers.find(({ layer }) => layer === name)!,
    kernel: kernel?.values,
  };
}

/** What the clock says of the chosen net; null before it is asked, and where it cannot tell layers. */
export function useTimes(): { readonly tiles: TilesLedger; readonly directMs: number } | null {
  const { times } = useTimesAlone(useNet(slots.dense, useSettings().settings.model));
  return times?.tiles === undefined ? null : { tiles: times.tiles, directMs: times.latencyMs.median };
}

export const toTimes = (layer: TilesLedger['layers'][number], side: TileSide): number =>
  layer.directMs / (side === 2 ? layer.tiles2Ms : layer.tiles4Ms);

/** The opening question: products that a tile of 2 x 2 outputs needs. */
export const { Guess, useGuess } = definePrediction(
  'products',
  { initial: 30, min: 4, max: 36, step: 1, digits: 0 },
  () => countTile(deriveTransforms(2, 3)).products,
);

const ANSWERS = [1, 1.5, 2, 3, 4];

/** How many times faster the whole net is in tiles. */
export const { Guess: TimesGuess, useGuess: useTimesGuess } = definePrediction(
  'times',
  { options: ANSWERS.map((times) => ({ id: String(times), label: `${times} ×` })) },
  () => {
    const times = useTimes();
    return times === null ? undefined : findNearestTimes(times.directMs / times.tiles.best.median, ANSWERS);
  },
);
