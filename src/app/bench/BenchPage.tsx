import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Notice } from '../../ui/control/Notice.tsx';
import { TabSet } from '../../ui/control/TabSet.tsx';
import { useKeptState, useLinkState } from '../../ui/lesson/context.tsx';
import { choiceParam } from '../../ui/lesson/params.ts';
import styles from './Bench.module.css';
import { Comparison } from './Comparison.tsx';
import { useRecipeDraft } from './draft.ts';
import { COUNTEREXAMPLE, EXAMPLE } from './edit.ts';
import { FieldSweep } from './FieldSweep.tsx';
import { NamedRecipes } from './NamedRecipes.tsx';
import { RecipeEditor } from './RecipeEditor.tsx';
import { RecipeText } from './RecipeText.tsx';
import { RepeatPanel } from './RepeatPanel.tsx';
import { RunFront } from './RunFront.tsx';
import { RunPanel } from './RunPanel.tsx';
import { isTooLongForLink, recipeParam } from './recipeparam.ts';
import { SavedRuns } from './SavedRuns.tsx';
import { LETTERS, type Letter, RUN_NAMES } from './slots.ts';

const PARAMS = { a: recipeParam(EXAMPLE), b: recipeParam(COUNTEREXAMPLE) } as const;
const LETTER_PARAM = choiceParam(LETTERS, 'a');
const NONE: readonly string[] = [];

/** Two recipes, two runs, one pair of scales. */
export function BenchPage() {
  const { t } = useTranslation('bench');
  const [letter, setLetter] = useLinkState<Letter>('run', LETTER_PARAM);
  const [a, setA] = useLinkState('a', PARAMS.a);
  const [b, setB] = useLinkState('b', PARAMS.b);
  const [weighed, setWeighed] = useKeptState('bench:weighed', NONE);
  const otherLetter: Letter = letter === 'a' ? 'b' : 'a';
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
        tabs={LETTERS.map((id) => ({
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
      <Comparison weighed={weighed} />
      <RunFront recipe={recipes[letter]} letter={letter.toUpperCase()} onUse={setters[letter]} />
      <FieldSweep letter={letter.toUpperCase()} recipe={recipes[letter]} onUse={setters[letter]} />
      <RepeatPanel
        letter={letter.toUpperCase()}
        recipe={recipes[letter]}
        otherLetter={otherLetter.toUpperCase()}
        other={recipes[otherLetter]}
      />
      <SavedRuns
        letter={letter.toUpperCase()}
        recipe={recipes[letter]}
        onUse={setters[letter]}
        weighed={weighed}
        onWeigh={toggle}
      />
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
  const draft = useRecipeDraft(`bench:draft-${letter}`, recipe, replace);
  const change = (next: RecipeInput) => {
    draft.layAside();
    onChange(next);
  };
  const open = (next: RecipeInput) => {
    draft.layAside();
    replace(next);
  };
  const isTooLong = useMemo(() => isTooLongForLink(recipe), [recipe]);
  return (
    <div className={styles.slot}>
      <section className={styles.editor} aria-label={t('recipe.title')}>
        <RecipeEditor key={count} recipe={recipe} onChange={change} />
        {isTooLong && <Notice level="warning">{t('recipe.tooLong')}</Notice>}
        <div className={styles.row}>
          <Button size="small" kind="quiet" onPress={() => open(other)}>
            {t('recipe.copyFrom', { slot: letter === 'a' ? 'B' : 'A' })}
          </Button>
          <Button size="small" kind="quiet" onPress={() => open(PARAMS[letter].initial)}>
            {t('recipe.startFresh')}
          </Button>
        </div>
        <NamedRecipes letter={letter.toUpperCase()} onUse={open} />
        <RecipeText recipe={recipe} draft={draft} onOpen={open} />
      </section>
      <RunPanel name={RUN_NAMES[letter]} letter={letter.toUpperCase()} draft={draft} recipe={recipe} />
    </div>
  );
}
