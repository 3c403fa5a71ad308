import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { DATASETS } from '../../spec/datasets.ts';
import { countMacs, countParameters } from '../../spec/shapes.ts';
import { MODEL_ZOO, NET_NAMES, type NetName } from '../../spec/zoo.ts';
import { Select } from '../../ui/control/Select.tsx';
import { TypedNumber } from '../../ui/control/TypedNumber.tsx';
import { useLocale } from '../../ui/language/bilingual.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import styles from './Bench.module.css';
import { ClassesSelect } from './ClassesSelect.tsx';
import { chooseModel } from './refit.ts';
import { StageList } from './StageList.tsx';
import { StartEditor } from './StartEditor.tsx';

export interface RecipeEditorProps {
  readonly recipe: RecipeInput;
  readonly onChange: (recipe: RecipeInput) => void;
}

/** A recipe as a form. */
export function RecipeEditor({ recipe, onChange }: RecipeEditorProps) {
  const { t } = useTranslation('bench');
  return (
    <div className={styles.fields}>
      <div className={styles.row}>
        <ModelSelect recipe={recipe} onChange={onChange} />
        <TypedNumber
          label={t('recipe.seed')}
          value={recipe.seed}
          options={{ min: 0, max: 4294967295, step: 1, scale: 'linear' }}
          onChange={(seed) => onChange({ ...recipe, seed })}
        />
        <ImageCounts recipe={recipe} onChange={onChange} />
      </div>
      <ModelNote recipe={recipe} />
      <LeaveOut recipe={recipe} onChange={onChange} />
      <StartEditor recipe={recipe} onChange={onChange} />
      <StageList recipe={recipe} onChange={onChange} />
    </div>
  );
}

/** How many images train, and how many are held back. */
function ImageCounts({ recipe, onChange }: RecipeEditorProps) {
  const { t } = useTranslation('bench');
  const { dataset } = recipe;
  const { trainCount } = DATASETS[dataset.name];
  const held = dataset.validationExamples ?? 0;
  const change = (counts: Partial<RecipeInput['dataset']>) =>
    onChange({ ...recipe, dataset: { ...dataset, ...counts } });
  return (
    <>
      <TypedNumber
        label={t('recipe.trainExamples')}
        value={dataset.trainExamples ?? trainCount - held}
        options={{ min: 1, max: trainCount - held, step: 1, scale: 'linear' }}
        onChange={(trainExamples) => change({ trainExamples })}
      />
      <TypedNumber
        label={t('recipe.validationExamples')}
        value={held}
        options={{
          min: 0,
          max: Math.min(30_000, trainCount - (dataset.trainExamples ?? 1)),
          step: 1,
          scale: 'linear',
        }}
        onChange={(validationExamples) => change({ validationExamples })}
      />
    </>
  );
}

/** A transfer set without some classes. */
function LeaveOut({ recipe, onChange }: RecipeEditorProps) {
  const { t } = useTranslation('bench');
  const { leaveOut = [], ...dataset } = recipe.dataset;
  return (
    <ClassesSelect
      label={t('recipe.leaveOut')}
      dataset={dataset.name}
      classes={leaveOut}
      most={DATASETS[dataset.name].classes.length - 1}
      onChange={(classes) =>
        onChange({
          ...recipe,
          dataset: classes.length === 0 ? dataset : { ...dataset, leaveOut: classes },
        })
      }
    />
  );
}

const CUSTOM = 'custom';

function ModelSelect({ recipe, onChange }: RecipeEditorProps) {
  const { t } = useTranslation('bench');
  const { model } = recipe;
  const own =
    'name' in model ? [] : [{ id: CUSTOM as string, label: t('recipe.custom', { name: model.spec.name }) }];
  return (
    <Select<string>
      label={t('recipe.model')}
      value={'name' in model ? model.name : CUSTOM}
      options={[
        ...own,
        ...NET_NAMES.map((name) => ({
          id: name,
          label: name,
        })),
      ]}
      onChange={(name) => {
        if (name !== CUSTOM) onChange(chooseModel(recipe, name as NetName));
      }}
    />
  );
}

function ModelNote({ recipe }: { readonly recipe: RecipeInput }) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  if (!('name' in recipe.model)) return null;
  const spec = MODEL_ZOO[recipe.model.name];
  return (
    <p className={styles.note}>
      {t('recipe.modelNote', {
        dataset: DATASETS[recipe.dataset.name].title,
        parameters: toNumberText(countParameters(spec), locale),
        macs: toNumberText(countMacs(spec), locale),
      })}
    </p>
  );
}
