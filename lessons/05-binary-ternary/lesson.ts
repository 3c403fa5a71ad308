/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */
import { useEffect } from 'react';
import { CLEAR_NOISE } from '../../src/math/statistics.ts';
import { MODEL_DATASET, type ModelName } from '../../src/spec/zoo.ts';
import { useModel, useRun } from '../../src/state/hooks.ts';
import type { EvaluationQuery } from '../../src/state/querystate.ts';
import { useKeptState } from '../../src/ui/lesson/context.tsx';
import { defineLesson } from '../parts/define/lesson.tsx';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { defineTimeGuess, findNearestTimes } from '../parts/prose/timeguess.ts';
import { useSeries, useSeriesMeasurement } from '../parts/series.ts';
import { toFewModel } from './lab/fewvalues.ts';
import { extendFilm, type Film, NO_FILM } from './lab/film.ts';
import { listQuestions, toLayerStage } from './lab/layers.ts';
import { RESNET_18 } from './lab/published.ts';
import { meta } from './meta.ts';
import { toFewStage } from './methods.ts';
import type { QuoteKey } from './quotes.ts';
import results from './results.json' with { type: 'json' };
import { NETS, type NetName, SETTINGS } from './settings.ts';

/** What one may guess of a layer of signs. */
const SPEEDS = [2, 5, 10, 20, 58];

/** Wrong images with some layers binary; x as `lab/layers.ts` numbers the questions. */
const SERIES = 'layers';

const toQuery = (model: ModelName, question: number, examples: number): EvaluationQuery => ({
  dataset: MODEL_DATASET[model],
  examples,
  stages: [toLayerStage(model as NetName, question)],
});

export const lesson = defineLesson({
  meta,
  told: 'lenet-5',
  models: NETS,
  settings: { table: SETTINGS },
  denseLabel: { en: '32-bit weights', zh: '32 位权重' },
  nets: {
    /** The trained net on few values, not trained since. */
    few: {
      label: { en: 'few values', zh: '少数几种取值' },
      variant: 'quantized',
      make: (dense, _, settings) => toFewModel(dense, settings),
    },
    /** The same after training behind them. */
    learnt: {
      label: { en: 'few values, trained', zh: '少数取值，训练后' },
      variant: 'retrained',
      run: 'learn',
    },
  },
  toChange: ({ method, ends }) => ({ stages: [toFewStage(method, { ends })] }),
  usePreparation: () => {
    const { model } = useSettings().settings;
    useSeriesMeasurement({ id: SERIES, model, order: listQuestions(model), toQuery });
    useFilmRecording();
  },
  results: results.values as Readonly<Record<QuoteKey, number>>,
});

export const {
  Value,
  Do,
  OtherNetHere,
  Prepare,
  NetChoice,
  NetMissing,
  DataMissing,
  PadFigure,
  LedgerFigure,
} = lesson;
export const { useSettings, useDenseKernels, useDenseWrong, useWrongCount, slots, toName } = lesson;

/** The run that trains behind few values, and its pictures epoch by epoch. */
export const LEARN = toName('learn');

const FILM = 'film';
export const useFilm = (): Film => useKeptState(FILM, NO_FILM)[0];

function useFilmRecording(): void {
  const recipe = useRun(LEARN, (run) => run.recipe);
  const latest = useRun(LEARN, (run) => run.latest);
  const [, setFilm] = useKeptState(FILM, NO_FILM);
  useEffect(() => {
    if (recipe !== null) setFilm((film) => extendFilm(film, recipe, latest));
  }, [recipe, latest, setFilm]);
}

/** The measured points of the questions about layers. */
export function useLayerPoints() {
  return useSeries(SERIES, useSettings().settings.model);
}

/** The opening question: images more that are wrong with signs alone. */
export const { Guess, useGuess } = definePrediction(
  'signs',
  { initial: 3000, min: 10, max: 10_000, step: 1, scale: 'log', digits: 0 },
  () => {
    const all = useLayerPoints().find(({ x }) => x === 0);
    const dense = useDenseWrong();
    return all === undefined || dense === null || all.tested < dense.tested
      ? undefined
      : all.wrong - dense.wrong;
  },
);

/** Points of accuracy that a published net loses by one bit for each weight. */
export const { Guess: DropGuess, useGuess: useDropGuess } = definePrediction(
  'drop',
  { initial: 25, min: 0.5, max: 60, step: 0.1, scale: 'log', digits: 1 },
  () => RESNET_18.bwn.lost,
);

/** Where a net of signs on both sides is timed. */
export const XNOR = toName('xnor');

/** How many times faster signs make each layer and the whole net; null before they are measured. */
export function useXnorSpeed() {
  const { model } = useSettings().settings;
  const ledger = useModel(XNOR, ({ origin, ledger: weighed }) => (origin === model ? weighed : null));
  const speed = ledger?.speed;
  if (ledger === null || speed?.signs === undefined) return null;
  const net = ledger.latencyMs.median / speed.best.median;
  const most = Math.max(...speed.signs.map(({ floatMs, signsMs }) => floatMs / signsMs));
  // No net gains more than its layers do.
  return { layers: speed.signs, net, most, isNoisy: net > most || (speed.noise ?? 0) > CLEAR_NOISE };
}

/** How many times faster the layer is that gains most by signs. */
export const { Guess: SpeedGuess, useGuess: useSpeedGuess } = definePrediction(
  'speed',
  { options: SPEEDS.map((times) => ({ id: String(times), label: `${times} ×` })) },
  () => {
    const speed = useXnorSpeed();
    return speed === null ? undefined : findNearestTimes(speed.most, SPEEDS);
  },
);

/** How many times faster the net of one bit is on the scales. */
export const { Guess: TimeGuess, useGuess: useTimeGuess } = defineTimeGuess('time', slots.dense, slots.few);
