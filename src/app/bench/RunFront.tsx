import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParetoGroup, ParetoPoint } from '../../plots/pareto/layout.ts';
import { ParetoChart } from '../../plots/pareto/ParetoChart.tsx';
import { findOrigin } from '../../recipe/origin.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { MODEL_NAMES, MODELS } from '../../spec/zoo.ts';
import { useSavedRuns } from '../../state/hooks.ts';
import type { SavedRunSummary } from '../../state/savedstate.ts';
import { toClassName } from '../../ui/classes.ts';
import { Segmented } from '../../ui/control/Segmented.tsx';
import { toSizeText } from '../../ui/control/sizes.ts';
import { type Locale, useLocale } from '../../ui/language/bilingual.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import { useKeptState } from '../../ui/lesson/context.tsx';
import { AIMS } from './aims.ts';
import styles from './Bench.module.css';
import { NAMED_RECIPES, type NamedRecipe } from './named.ts';
import { sayStages } from './stagenames.ts';

export interface RunFrontProps {
  /** Runs that began with the same net as it are shown. */
  readonly recipe: RecipeInput;
  /** The slot that a picked run's recipe goes to. */
  readonly letter: string;
  readonly onUse: (recipe: RecipeInput) => void;
}

const VIEWS = ['all', 'near'] as const;
type View = (typeof VIEWS)[number];
const AXES = ['linear', 'log'] as const;
type Axis = (typeof AXES)[number];

/** How many times the least error a point may have to be shown near. */
const NEAR = 3;

/** What stands beside the reader's own: the lab's recipes, and what was published. */
const OTHERS = [
  { id: 'named', variant: 'shared', marker: 'triangle', isFilled: true },
  { id: 'written', variant: 'pruned', marker: 'diamond' },
  { id: 'counted', variant: 'dense', marker: 'square' },
] as const;

/**
 * The reader's runs of one net by bytes and error, beside what was published; a point of a run gives its
 * recipe back.
 */
export function RunFront({ recipe, letter, onUse }: RunFrontProps) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const { runs } = useSavedRuns();
  const model = useMemo(() => findOrigin(recipe, runs), [recipe, runs]);
  const own = useMemo(() => runs.filter((run) => findOrigin(run.recipe, runs) === model), [runs, model]);
  const points = useMemo(
    () => [
      ...own.map((run, index) =>
        toOwnPoint(run, t('front.run', { number: String(own.length - index) }), locale),
      ),
      ...toNamedPoints(model, locale),
      ...toPublishedPoints(model),
    ],
    [own, model, t, locale],
  );
  const groups = useGroups(points);
  const percent = (value: number) => toNumberText(value, locale, '%');
  const [view, setView] = useKeptState<View>('bench:front-view', 'all');
  const [axis, setAxis] = useKeptState<Axis>('bench:front-axis', 'linear');
  const shown = view === 'all' ? points : keepNear(points);
  return (
    <section className={toClassName(styles.section, styles.fields)} aria-labelledby="bench-front">
      <h2 id="bench-front">{t('front.title')}</h2>
      <p className={styles.note}>
        {t(points.some(isPublished) ? 'front.note' : 'front.noteAlone', { slot: letter })}
      </p>
      <FrontChoices {...{ view, setView, axis, setAxis }} />
      <ParetoChart
        id="bench-front-chart"
        title={t('front.chart', { model })}
        finding={toFinding(own, t, percent)}
        showFinding
        hasZoom
        state={
          points.length === 0 ? { kind: 'empty', message: t('front.empty', { model }) } : { kind: 'ready' }
        }
        groups={groups}
        points={shown}
        x={{ label: t('front.bytes'), kind: 'log', format: toSizeText }}
        y={{ label: t('front.error'), kind: axis, format: percent }}
        provenance={toRecipes(points, own)}
        words={{ group: t('front.whose'), name: t('front.name'), front: t('front.onFront') }}
        canPick={({ group }) => group === 'own' || group === 'named'}
        onPick={({ id }) => {
          const run =
            own.find((each) => each.id === id) ?? NAMED_RECIPES.find((each) => toNamedId(each) === id);
          if (run !== undefined) onUse(run.recipe);
        }}
      />
    </section>
  );
}

/** The reader's own runs, and of what stands beside them what there is. */
function useGroups(points: readonly ParetoPoint[]): readonly ParetoGroup[] {
  const { t } = useTranslation('bench');
  return useMemo<readonly ParetoGroup[]>(
    () => [
      {
        id: 'own',
        label: t('front.own'),
        variant: 'accent',
        marker: 'circle',
        isFilled: true,
        hasFront: true,
        hasNames: true,
      },
      ...OTHERS.filter(({ id }) => points.some(({ group }) => group === id)).map((each) => ({
        ...each,
        label: t(`front.${each.id}`),
        hasNames: true,
      })),
    ],
    [points, t],
  );
}

interface FrontChoicesProps {
  readonly view: View;
  readonly setView: (view: View) => void;
  readonly axis: Axis;
  readonly setAxis: (axis: Axis) => void;
}

/** How much of the front is shown, and on which axis. */
function FrontChoices({ view, setView, axis, setAxis }: FrontChoicesProps) {
  const { t } = useTranslation('bench');
  return (
    <div className={styles.row}>
      <Segmented
        label={t('front.view')}
        value={view}
        options={VIEWS.map((id) => ({ id, label: t(`front.${id}`) }))}
        onChange={setView}
      />
      <Segmented
        label={t('front.axis')}
        value={axis}
        options={AXES.map((id) => ({ id, label: t(`front.${id}`) }))}
        onChange={setAxis}
      />
    </div>
  );
}

/** Without what is far above the best, which would press the rest together. */
function keepNear(points: readonly ParetoPoint[]): readonly ParetoPoint[] {
  const least = Math.min(...points.map(({ y }) => y).filter((y) => y > 0));
  return points.filter(({ y }) => y <= NEAR * least);
}

/** The recipe of each point that came of one, by the name it is drawn with. */
function toRecipes(points: readonly ParetoPoint[], own: readonly SavedRunSummary[]) {
  return Object.fromEntries(
    points.flatMap((point) => {
      const run =
        own.find(({ id }) => id === point.id) ?? NAMED_RECIPES.find((named) => toNamedId(named) === point.id);
      return run === undefined ? [] : [[point.label, run.recipe]];
    }),
  );
}

const isPublished = ({ group }: ParetoPoint) => group === 'written' || group === 'counted';

type Say = ReturnType<typeof useTranslation<'bench'>>['t'];

function toOwnPoint({ id, recipe, ledger }: SavedRunSummary, label: string, locale: Locale): ParetoPoint {
  return {
    id,
    group: 'own',
    label,
    x: ledger.fileBytes,
    y: ledger.wrong / ledger.tested,
    note: sayStages(recipe.stages, locale),
  };
}

const toNamedId = ({ model, aim }: NamedRecipe) => `${model} ${aim}`;

function toNamedPoints(model: string, locale: Locale): ParetoPoint[] {
  return NAMED_RECIPES.flatMap((named) =>
    named.model !== model || named.result === null
      ? []
      : [
          {
            id: toNamedId(named),
            group: 'named',
            label: AIMS[named.aim].title[locale],
            x: named.result.fileBytes,
            y: named.result.error,
            note: sayStages(named.recipe.stages, locale),
          },
        ],
  );
}

function toPublishedPoints(model: string): ParetoPoint[] {
  const known = MODEL_NAMES.find((name) => name === model);
  const published = known === undefined ? [] : MODELS[known].published;
  return published.map(({ name, bytes, error, kind, source }) => ({
    id: `${name} ${bytes}`,
    group: kind,
    label: name,
    x: bytes,
    y: error,
    note: source,
  }));
}

function toFinding(own: readonly SavedRunSummary[], t: Say, percent: (value: number) => string): string {
  if (own.length === 0) return t('front.none');
  const toError = ({ ledger }: SavedRunSummary) => ledger.wrong / ledger.tested;
  const best = own.reduce((least, run) => (toError(run) < toError(least) ? run : least));
  const smallest = own.reduce((least, run) => (run.ledger.fileBytes < least.ledger.fileBytes ? run : least));
  return t('front.finding', {
    count: own.length,
    best: percent(toError(best)),
    bestBytes: toSizeText(best.ledger.fileBytes),
    smallest: toSizeText(smallest.ledger.fileBytes),
    smallestError: percent(toError(smallest)),
  });
}
