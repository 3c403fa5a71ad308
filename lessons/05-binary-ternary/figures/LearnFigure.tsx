import { useMemo } from 'react';
import { FilterGrid } from '../../../src/plots/fields/FilterGrid.tsx';
import type { LineSeries } from '../../../src/plots/geometry/lines.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { useRun } from '../../../src/state/hooks.ts';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { RunFigure } from '../../parts/figures/RunFigure.tsx';
import { useModelOfRun } from '../../parts/runs.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { countOnes, type FilmFrame, findRestless, markFlips } from '../lab/film.ts';
import { DataMissing, LEARN, useDenseWrong, useFilm, useSettings } from '../lesson.ts';
import { toLearnRecipe } from '../recipe.ts';
import { Controls } from './Controls.tsx';
import type { FilterShape } from './PredictFigure.tsx';

const words = {
  start: { en: 'Take the sizes away and train', zh: '去掉大小，再训练' },
  epoch: { en: 'Epoch', zh: '轮次' },
  filters: { en: 'The filters', zh: '滤波器' },
  crossing: { en: 'Crossing zero', zh: '越过零' },
  flips: { en: 'Flips', zh: '翻转' },
  before: { en: 'Wrong before', zh: '之前答错' },
  untrained: { en: 'Few values, untrained', zh: '少数取值，未训练' },
  trained: { en: 'Few values, trained', zh: '少数取值，训练后' },
  flipped: { en: 'Turned in this epoch', zh: '本轮翻转' },
  ofAll: { en: 'of {n}', zh: '共 {n} 个' },
  empty: { en: 'Start the run; a picture comes after each epoch.', zh: '开始训练后，每一轮之后出一幅图。' },
  filtersTitle: { en: '{layer} after epoch {epoch}', zh: '第 {epoch} 轮之后的 {layer}' },
  filtersFinding: {
    en: 'After epoch {epoch}, {n} of the {all} weights of {layer} stand for another value than an epoch before; they are dotted.',
    zh: '第 {epoch} 轮之后，{layer} 的 {all} 个权重里有 {n} 个换了值，用圆点标出。',
  },
  crossingTitle: { en: 'Latent weights of {layer} that turn most', zh: '{layer} 里翻转最多的隐权重' },
  crossingFinding: {
    en: '{n} latent weights of {layer} over {epochs} epochs; each turns its sign where it crosses zero.',
    zh: '{layer} 的 {n} 个隐权重，共 {epochs} 轮；每次越过零，符号就翻转。',
  },
  flipsTitle: { en: 'Weights that turn, epoch by epoch', zh: '每一轮翻转的权重' },
  flipsFinding: { en: 'In epoch {epoch}: {list}.', zh: '第 {epoch} 轮：{list}。' },
  entry: { en: '{layer} {share}', zh: '{layer} {share}' },
  separator: { en: ', ', zh: '，' },
  latent: { en: 'latent weight', zh: '隐权重' },
  weight: { en: 'weight {n}', zh: '权重 {n}' },
  share: { en: 'weights that turned', zh: '翻转的权重' },
} as const;

const TRACED = 6;
const LOOKS = [
  { variant: 'dense', marker: 'circle' },
  { variant: 'pruned', marker: 'square' },
  { variant: 'retrained', marker: 'triangle' },
  { variant: 'shared', marker: 'diamond' },
  { variant: 'quantized', marker: 'cross' },
  { variant: 'distilled', marker: 'circle' },
] as const;

/** The net learns behind its few values; each epoch is a picture of the film. */
export function LearnFigure() {
  const { settings } = useSettings();
  const say = useWords(words);
  const recipe = useMemo(() => toLearnRecipe(settings), [settings]);
  const isOfModel = useModelOfRun(LEARN) === settings.model;
  const { frames: all } = useFilm();
  const frames = isOfModel ? all : [];
  const [wanted, setAt] = useKeptState<number | null>('film-at', null);
  const last = Math.max(0, frames.length - 1);
  const at = Math.min(wanted ?? last, last);
  return (
    <RunFigure
      id="learn"
      run={LEARN}
      startLabel={say('start')}
      recipe={recipe}
      notice={<DataMissing />}
      controls={<Controls />}
      actions={
        last > 0 && (
          <Slider
            label={say('epoch')}
            value={at}
            onChange={(next) => setAt(next === last ? null : next)}
            min={0}
            max={last}
            step={1}
            digits={0}
          />
        )
      }
      readout={<LearnReadout isOfModel={isOfModel} frames={frames} at={at} />}
      views={[
        { id: 'filters', label: say('filters'), content: <Filters frames={frames} at={at} /> },
        { id: 'crossing', label: say('crossing'), content: <Crossing frames={frames} /> },
        { id: 'flips', label: say('flips'), content: <Flips frames={frames} at={at} /> },
      ]}
    />
  );
}

interface FilmProps {
  readonly frames: readonly FilmFrame[];
  readonly at: number;
}

/** Which weights of a layer changed on the way to a frame. */
function markFrame({ frames, at }: FilmProps, layer: number): Uint8Array | null {
  const [now, before] = [frames[at]?.layers[layer], frames[at - 1]?.layers[layer]];
  return now === undefined || before === undefined ? null : markFlips(before.signs, now.signs);
}

function LearnReadout({ isOfModel, ...film }: FilmProps & { readonly isOfModel: boolean }) {
  const ledgers = useRun(LEARN, (run) => run.ledgers);
  const [untrained, trained] = isOfModel ? ledgers : [];
  const dense = useDenseWrong();
  const say = useWords(words);
  const { integer } = useFormats();
  const toItem = useWrongItem();
  const layers = film.frames[film.at]?.layers ?? [];
  const flips = layers.map((_, layer) => markFrame(film, layer)).filter((each) => each !== null);
  const n = layers.reduce((sum, { signs }) => sum + signs.length, 0);
  return (
    <Readout
      items={[
        toItem(say('before'), dense),
        toItem(say('untrained'), untrained?.ledger),
        toItem(say('trained'), trained?.ledger),
        {
          label: say('flipped'),
          value: flips.length === 0 ? '–' : integer(flips.reduce((sum, each) => sum + countOnes(each), 0)),
          ...(flips.length === 0 ? {} : { detail: say('ofAll', { n: integer(n) }) }),
        },
      ]}
    />
  );
}

/** Nothing to draw before the first frame. */
function useFilmState(isThere: boolean) {
  const say = useWords(words);
  return isThere ? ({ kind: 'ready' } as const) : ({ kind: 'empty', message: say('empty') } as const);
}

function Filters(film: FilmProps) {
  const say = useWords(words);
  const frame = film.frames[film.at];
  const index = frame?.layers.findIndex(({ shape }) => shape.length === 4) ?? -1;
  const shown = frame?.layers[index];
  const state = useFilmState(shown !== undefined);
  const values = useMemo(() => Float32Array.from(shown?.signs ?? []), [shown]);
  const marked = index < 0 ? null : markFrame(film, index);
  const names = { layer: shown?.layer ?? '', epoch: frame?.epoch ?? 0 };
  return (
    <FilterGrid
      id="film-filters"
      title={shown === undefined ? say('filters') : say('filtersTitle', names)}
      finding={say('filtersFinding', { ...names, n: marked ? countOnes(marked) : 0, all: values.length })}
      showFinding={marked !== null}
      state={state}
      shape={(shown?.shape ?? [1, 1, 1, 1]) as unknown as FilterShape}
      values={values}
      extent={1}
      tone="signs"
      {...(marked === null ? {} : { marked })}
    />
  );
}

/** The most restless latent weights of the first layer that takes part. */
function Crossing({ frames }: Pick<FilmProps, 'frames'>) {
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const state = useFilmState(frames.length > 1);
  const index = frames[0]?.layers.findIndex(({ latents }) => latents !== null) ?? -1;
  const series = useMemo((): readonly LineSeries[] => {
    const layers = frames.map(({ layers: each }) => each[index]!);
    return findRestless(
      layers.map(({ signs }) => signs),
      TRACED,
    ).map((place, row) => ({
      id: String(place),
      label: say('weight', { n: integer(place + 1) }),
      ...LOOKS[row]!,
      points: layers.map(({ latents }, frame) => ({ x: frames[frame]!.epoch, y: latents![place]! })),
    }));
  }, [frames, index, say, integer]);
  const names = { layer: frames[0]?.layers[index]?.layer ?? '', n: series.length, epochs: frames.length - 1 };
  return (
    <LineChart
      id="film-crossing"
      title={frames.length === 0 ? say('crossing') : say('crossingTitle', names)}
      finding={say('crossingFinding', names)}
      state={state}
      series={series}
      x={{ label: say('epoch'), format: integer }}
      y={{ label: say('latent'), format: (value) => decimal(value, 3) }}
      references={[{ axis: 'y', value: 0, label: '0' }]}
    />
  );
}

function Flips({ frames, at }: FilmProps) {
  const say = useWords(words);
  const { integer, percent } = useFormats();
  const state = useFilmState(frames.length > 1);
  const series = useMemo(
    (): readonly LineSeries[] =>
      (frames[0]?.layers ?? []).map(({ layer, signs }, index) => ({
        id: layer,
        label: layer,
        ...LOOKS[index % LOOKS.length]!,
        points: frames.slice(1).map(({ epoch }, before) => {
          const marks = markFrame({ frames, at: before + 1 }, index)!;
          return { x: epoch, y: countOnes(marks) / signs.length };
        }),
      })),
    [frames],
  );
  const list = series.map(({ label, points }) =>
    say('entry', { layer: label, share: percent(points[at - 1]?.y ?? 0, 2) }),
  );
  return (
    <LineChart
      id="film-flips"
      title={say('flipsTitle')}
      finding={say('flipsFinding', { epoch: frames[at]?.epoch ?? 0, list: list.join(say('separator')) })}
      state={state}
      series={series}
      x={{ label: say('epoch'), format: integer }}
      y={{ label: say('share'), format: (value) => percent(value, 2) }}
    />
  );
}
