import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerEntry } from '../../plots/props.ts';
import type { Ledger } from '../../protocol/ledger.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { useRun, useSavedRuns } from '../../state/hooks.ts';
import type { RunState } from '../../state/runstate.ts';
import { Button } from '../../ui/control/Button.tsx';
import { TabSet } from '../../ui/control/TabSet.tsx';
import { useKeptState, useLinkState } from '../../ui/lesson/context.tsx';
import { choiceParam } from '../../ui/lesson/params.ts';
import styles from './Bench.module.css';
import { Comparison } from './Comparison.tsx';
import { COUNTEREXAMPLE, EXAMPLE, numberRuns } from './edit.ts';
import { NamedRecipes } from './NamedRecipes.tsx';
import { RecipeEditor } from './RecipeEditor.tsx';
import { RecipeText } from './RecipeText.tsx';
import { RunCurves } from './RunCurves.tsx';
import { RunFront } from './RunFront.tsx';
import { RunPanel } from './RunPanel.tsx';
import { recipeParam } from './recipeparam.ts';
import { SavedRuns } from './SavedRuns.tsx';

type Letter = 'a' | 'b';

const RUN_NAMES: Readonly<Record<Letter, string>> = { a: 'bench-a', b: 'bench-b' };
const PARAMS = { a: recipeParam(EXAMPLE), b: recipeParam(COUNTEREXAMPLE) } as const;
const LETTER_PARAM = choiceParam(['a', 'b'], 'a');
const NONE: readonly string[] = [];

/** Two recipes, two runs, one pair of scales. */
export function BenchPage() {
  const { t } = useTranslation('bench');
  const [letter, setLetter] = useLinkState<Letter>('run', LETTER_PARAM);
  const [a, setA] = useLinkState('a', PARAMS.a);
  const [b, setB] = useLinkState('b', PARAMS.b);
  const [weighed, setWeighed] = useKeptState('bench:weighed', NONE);
  const { entries, live, saved } = useCompared(weighed);
  const recipes = { a, b };
  const setters = { a: setA, b: setB };
  const toggle = (id: string) =>
    setWeighed((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]));
  return (
    <>
      <div className={styles.opening}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </div>
      <TabSet
        label={t('slots.label')}
        chosen={letter}
        onChange={setLetter}
        tabs={(['a', 'b'] as const).map((id) => ({
          id,
          label: t(`slots.${id}`),
          content: (
            <BenchSlot
              letter={id}
              recipe={recipes[id]}
              other={recipes[id === 'a' ? 'b' : 'a']}
              onChange={setters[id]}
            />
          ),
        }))}
      />
      <Comparison entries={entries}>
        <RunCurves live={live} saved={saved} />
      </Comparison>
      <RunFront model={toModelName(recipes[letter])} letter={letter.toUpperCase()} onUse={setters[letter]} />
      <SavedRuns letter={letter.toUpperCase()} onUse={setters[letter]} weighed={weighed} onWeigh={toggle} />
    </>
  );
}

interface BenchSlotProps {
  readonly letter: Letter;
  readonly recipe: RecipeInput;
  readonly other: RecipeInput;
  readonly onChange: (recipe: RecipeInput) => void;
}

function BenchSlot({ letter, recipe, other, onChange }: BenchSlotProps) {
  const { t } = useTranslation('bench');
  // A recipe from elsewhere begins with fresh fields: no half-typed number of the old one stays.
  const [count, setCount] = useState(0);
  const replace = (next: RecipeInput) => {
    onChange(next);
    setCount((before) => before + 1);
  };
  return (
    <div className={styles.slot}>
      <section className={styles.editor} aria-label={t('recipe.title')}>
        <RecipeEditor key={count} recipe={recipe} onChange={onChange} />
        <div className={styles.row}>
          <Button size="small" kind="quiet" onPress={() => replace(other)}>
            {t('recipe.copyFrom', { slot: letter === 'a' ? 'B' : 'A' })}
          </Button>
          <Button size="small" kind="quiet" onPress={() => replace(PARAMS[letter].initial)}>
            {t('recipe.startFresh')}
          </Button>
        </div>
        <NamedRecipes letter={letter.toUpperCase()} onUse={replace} />
        <RecipeText recipe={recipe} onChange={replace} />
      </section>
      <RunPanel name={RUN_NAMES[letter]} letter={letter.toUpperCase()} recipe={recipe} />
    </div>
  );
}

/** What is compared: both runs as far as they are, and the saved runs that are ticked. */
function useCompared(weighed: readonly string[]) {
  const { t } = useTranslation('bench');
  const a = useRun(RUN_NAMES.a, toCompared);
  const b = useRun(RUN_NAMES.b, toCompared);
  const { runs } = useSavedRuns();
  const numbers = numberRuns(runs);
  const slots = [
    { id: 'a', label: t('slots.a'), ...a },
    { id: 'b', label: t('slots.b'), ...b },
  ];
  const ticked = runs
    .filter(({ id }) => weighed.includes(id))
    .map(({ id, ledger }) => ({ id, label: `${ledger.model} #${numbers[id]}`, ledger }));
  const entries = [...slots, ...ticked].flatMap(({ id, label, ledger }): LedgerEntry[] =>
    ledger === null ? [] : [{ id, label, variant: toVariant(ledger), ledger }],
  );
  return { entries, live: slots.filter(({ series }) => series.steps.length > 0), saved: ticked };
}

const toModelName = ({ model }: RecipeInput) => ('name' in model ? model.name : model.spec.name);

const toCompared = ({ ledger, series, epochs }: RunState) => ({ ledger, series, epochs });

function toVariant({ nonZeros, parameters, layers }: Ledger) {
  if (layers.some(({ clusters }) => clusters !== undefined)) return 'shared';
  return nonZeros < 0.98 * parameters ? 'pruned' : 'dense';
}
