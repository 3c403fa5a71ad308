import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../protocol/limits.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { toFailure } from '../../spec/failure.ts';
import { findCheckpoint } from '../../spec/zoo.ts';
import { useModelFiles, useSavedRuns } from '../../state/hooks.ts';
import { FileDrop } from '../../ui/control/FileDrop.tsx';
import { Segmented } from '../../ui/control/Segmented.tsx';
import { Select } from '../../ui/control/Select.tsx';
import { useFailureText } from '../../ui/language/failures.ts';
import styles from './Bench.module.css';
import { chooseStart, startFromStored } from './start.ts';
import { useStoredModels } from './useStoredModels.ts';

export interface StartEditorProps {
  readonly recipe: RecipeInput;
  readonly onChange: (recipe: RecipeInput) => void;
}

type Way = 'random' | 'checkpoint' | 'stored';

/**
 * Where the weights come from: drawn at random, trained by the lab, or of any model that is kept here or in a
 * file.
 */
export function StartEditor({ recipe, onChange }: StartEditorProps) {
  const { t } = useTranslation('bench');
  const kind = recipe.start?.kind ?? 'random';
  const [isChoosing, setIsChoosing] = useState(false);
  const isStored = kind === 'run' || kind === 'file';
  const way: Way = isStored || isChoosing ? 'stored' : kind;
  return (
    <>
      <Segmented<Way>
        label={t('recipe.start')}
        value={way}
        options={[
          { id: 'random', label: t('recipe.random') },
          {
            id: 'checkpoint',
            label: t('recipe.checkpoint'),
            isDisabled: findCheckpoint(recipe.model) === undefined,
          },
          { id: 'stored', label: t('recipe.stored') },
        ]}
        onChange={(next) => {
          setIsChoosing(next === 'stored');
          if (next !== 'stored') onChange(chooseStart(recipe, { kind: next }));
        }}
      />
      {way === 'random' && <WidthChoice recipe={recipe} onChange={onChange} />}
      {way === 'stored' && <StoredStart recipe={recipe} onChange={onChange} />}
    </>
  );
}

const WIDTHS: readonly number[] = [1, 1.5, 2, 3];

/** How much wider than the model a net of random weights is (WRPN). */
function WidthChoice({ recipe, onChange }: StartEditorProps) {
  const { t } = useTranslation('bench');
  const { start } = recipe;
  const factor = (start?.kind === 'random' ? start.widen : undefined) ?? 1;
  const factors = WIDTHS.includes(factor) ? WIDTHS : [...WIDTHS, factor];
  return (
    <Segmented
      label={t('recipe.width')}
      value={String(factor)}
      options={factors.map((each) => ({
        id: String(each),
        label: t('recipe.times', { factor: String(each) }),
      }))}
      onChange={(id) => {
        const widen = Number(id);
        onChange(chooseStart(recipe, { kind: 'random', ...(widen !== 1 && { widen }) }));
      }}
    />
  );
}

const NONE = '';

/** One of the saved runs and opened files, or another file. */
function StoredStart({ recipe, onChange }: StartEditorProps) {
  const { t } = useTranslation('bench');
  const { actions } = useSavedRuns();
  const { files, open } = useModelFiles();
  const sayFailure = useFailureText();
  const { start } = recipe;
  const chosen = start?.kind === 'run' || start?.kind === 'file' ? start : null;
  const known = useStoredModels().map(({ source, label }) => ({ id: source.id, label }));
  const isHere = chosen === null || known.some(({ id }) => id === chosen.id);
  const choose = async (id: string) => {
    const file = files.find((each) => each.id === id);
    if (file !== undefined) return onChange(startFromStored(recipe, { kind: 'file', id }, file.spec));
    const run = id === NONE ? null : await actions.load(id);
    if (run !== null) onChange(startFromStored(recipe, { kind: 'run', id }, run.model.spec));
  };
  return (
    <div className={styles.nested}>
      <Select<string>
        label={t('recipe.which')}
        value={chosen?.id ?? NONE}
        options={[
          ...(chosen === null ? [{ id: NONE, label: t('recipe.chooseStored') }] : []),
          ...(isHere ? [] : [{ id: chosen.id, label: t('recipe.notHere', { id: chosen.id }) }]),
          ...known,
        ]}
        onChange={(id) => void choose(id)}
      />
      {!isHere && <p className={styles.problem}>{t('recipe.notHereNote')}</p>}
      <FileDrop
        label={t('recipe.openModel')}
        maxBytes={LIMITS.modelFileBytes}
        accept=".fwm,application/octet-stream"
        sayError={(error) => sayFailure(toFailure(error))}
        onFile={async ({ name, bytes }) => {
          const file = await open(name, bytes);
          onChange(startFromStored(recipe, { kind: 'file', id: file.id }, file.spec));
        }}
      />
    </div>
  );
}
