import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackendName } from '../../protocol/backends.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { toFailure } from '../../spec/failure.ts';
import { useModel, useSavedRuns } from '../../state/hooks.ts';
import type { SavedRunSummary } from '../../state/savedstate.ts';
import { Button } from '../../ui/control/Button.tsx';
import { useFailureText } from '../../ui/language/failures.ts';
import styles from './Bench.module.css';
import { saveFile } from './download.ts';
import { toFileStem } from './edit.ts';
import { RecipeDifferences } from './RecipeDifferences.tsx';
import { startFromStored } from './start.ts';

export interface SavedRunDetailsProps {
  readonly run: SavedRunSummary;
  readonly letter: string;
  readonly recipe: RecipeInput;
  readonly onUse: (recipe: RecipeInput) => void;
}

const MOST_TITLE = 60;
const MOST_NOTE = 1000;

/**
 * Name and note of a saved run, how its recipe differs from the one in hand, and what can be done with its
 * model.
 */
export function SavedRunDetails({ run, letter, recipe, onUse }: SavedRunDetailsProps) {
  const { t } = useTranslation('bench');
  const { actions } = useSavedRuns();
  const model = useModel('bench-saved', (state) => state.actions);
  const sayFailure = useFailureText();
  const [problem, setProblem] = useState('');
  const attempt = async (act: () => Promise<void>) => {
    setProblem('');
    try {
      await act();
    } catch (error) {
      setProblem(t('run.downloadFailed', { message: sayFailure(toFailure(error)) }));
    }
  };
  const load = async () => {
    const saved = await actions.load(run.id);
    if (saved === null) throw new Error(t('saved.gone'));
    return saved.model;
  };
  const download = async () => {
    await model.loadSnapshot(await load(), null);
    saveFile(`${toFileStem(run.recipe)}.fwm`, await model.encode(), 'application/octet-stream');
  };
  const startFrom = async () => {
    const { spec } = await load();
    onUse(startFromStored(recipe, { kind: 'run', id: run.id }, spec));
  };
  return (
    <div className={styles.fields}>
      <RunWords run={run} />
      <Engines engines={run.engines ?? []} />
      <RecipeDifferences letter={letter} recipe={recipe} saved={run.recipe} />
      <div className={styles.row}>
        <Button size="small" onPress={() => attempt(startFrom)}>
          {t('saved.startFrom', { slot: letter })}
        </Button>
        <Button size="small" onPress={() => attempt(download)}>
          {t('run.download')}
        </Button>
        <Button size="small" onPress={() => void actions.remove(run.id)}>
          {t('saved.remove')}
        </Button>
      </div>
      <p role="status" className={styles.problem}>
        {problem}
      </p>
    </div>
  );
}

/** What the reader calls it, and says of it. */
function RunWords({ run }: Pick<SavedRunDetailsProps, 'run'>) {
  const { t } = useTranslation('bench');
  const { actions } = useSavedRuns();
  return (
    <div className={styles.row}>
      <label className={styles.words}>
        {t('saved.name')}
        <input
          type="text"
          maxLength={MOST_TITLE}
          value={run.title ?? ''}
          onChange={(event) => void actions.describe(run.id, { title: event.target.value })}
        />
      </label>
      <label className={styles.words}>
        {t('saved.note')}
        <textarea
          rows={2}
          maxLength={MOST_NOTE}
          value={run.note ?? ''}
          onChange={(event) => void actions.describe(run.id, { note: event.target.value })}
        />
      </label>
    </div>
  );
}

/** Curves and errors of another engine than the default differ in their last digits, and so in images. */
function Engines({ engines }: { readonly engines: readonly BackendName[] }) {
  const { t } = useTranslation();
  const { t: tBench } = useTranslation('bench');
  if (engines.length === 0) return null;
  const names = engines.map((backend) => t(`backends.${backend}`)).join(' + ');
  const isExact = engines.every((backend) => backend === 'wasm');
  return (
    <p className={styles.note}>
      {tBench('saved.engine')}: {names}
      {!isExact && ` (${t('engine.notExactShort')})`}
    </p>
  );
}
