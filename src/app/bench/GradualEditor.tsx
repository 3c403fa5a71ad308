import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { CRITERION_WORDS } from '../../techniques/criteria/options.ts';
import { CRITERIA } from '../../techniques/criteria/score.ts';
import { Select } from '../../ui/control/Select.tsx';
import { Slider } from '../../ui/control/Slider.tsx';
import { Switch } from '../../ui/control/Switch.tsx';
import { TypedNumber } from '../../ui/control/TypedNumber.tsx';
import { useText } from '../../ui/language/bilingual.ts';
import styles from './Bench.module.css';
import type { TrainInput } from './edit.ts';
import { changeGradual, GRADUAL_DEFAULTS, type GradualInput, switchGradual } from './gradual.ts';
import { LevelsEditor } from './LevelsEditor.tsx';

export interface GradualEditorProps {
  readonly stage: TrainInput;
  readonly recipe: RecipeInput;
  readonly onChange: (stage: TrainInput) => void;
}

const SPARSITY = { min: 0, max: 0.999, step: 0.001, unit: '%' } as const;
const EVERY = { min: 1, max: 10_000, step: 1, scale: 'linear' } as const;

/**
 * Pruning while training: what it comes to, where it begins, when the cuts fall, and whether weights may come
 * back.
 */
export function GradualEditor({ stage, recipe, onChange }: GradualEditorProps) {
  const { t } = useTranslation('bench');
  const { sparsify } = stage;
  return (
    <>
      <Switch isOn={sparsify !== undefined} onChange={(isOn) => onChange(switchGradual(stage, isOn))}>
        {t('gradual.on')}
      </Switch>
      {sparsify && (
        <GradualFields
          options={sparsify}
          recipe={recipe}
          onChange={(change) => onChange(changeGradual(stage, change))}
        />
      )}
    </>
  );
}

interface GradualFieldsProps {
  readonly options: GradualInput;
  readonly recipe: RecipeInput;
  readonly onChange: (change: Partial<GradualInput>) => void;
}

function GradualFields({ options, recipe, onChange }: GradualFieldsProps) {
  const { t } = useTranslation('bench');
  const { sparsity } = options;
  const from = options.from ?? GRADUAL_DEFAULTS.from;
  const scope = options.scope ?? GRADUAL_DEFAULTS.scope;
  const criterion = (options.criterion ?? GRADUAL_DEFAULTS.criterion).kind;
  return (
    <div className={styles.nested}>
      <LevelsEditor
        label={t('gradual.sparsity')}
        levels={sparsity}
        recipe={recipe}
        range={SPARSITY}
        isOneForAll={scope === 'global'}
        isByUnit={criterion === 'unit'}
        onChange={(next) => onChange({ sparsity: next })}
      />
      <LevelsEditor
        label={t('gradual.from')}
        levels={from}
        recipe={recipe}
        range={SPARSITY}
        isOneForAll={scope === 'global'}
        isByUnit={criterion === 'unit'}
        onChange={(next) => onChange({ from: next })}
      />
      <Slider
        label={t('gradual.until')}
        value={options.until ?? GRADUAL_DEFAULTS.until}
        min={0.01}
        max={1}
        step={0.01}
        unit="%"
        onChange={(next) => onChange({ until: next })}
      />
      <Cuts options={options} onChange={onChange} />
      <Switch
        isOn={options.splice ?? GRADUAL_DEFAULTS.splice}
        onChange={(isOn) => onChange({ splice: isOn })}
      >
        {t('gradual.splice')}
      </Switch>
      {criterion === 'unit' && <p className={styles.note}>{t('prune.unitNote')}</p>}
      <p className={styles.note}>{t('gradual.note')}</p>
    </div>
  );
}

/** What goes first, compared within what, and how often. */
function Cuts({ options, onChange }: Pick<GradualFieldsProps, 'options' | 'onChange'>) {
  const { t } = useTranslation('bench');
  const say = useText();
  const from = options.from ?? GRADUAL_DEFAULTS.from;
  const isByLayer = typeof options.sparsity === 'object' || typeof from === 'object';
  return (
    <div className={styles.row}>
      <Select
        label={t('prune.criterion')}
        value={(options.criterion ?? GRADUAL_DEFAULTS.criterion).kind}
        options={CRITERIA.map((id) => ({ id, label: say(CRITERION_WORDS[id]) }))}
        onChange={(kind) => onChange({ criterion: { kind } })}
      />
      <Select
        label={t('prune.scope')}
        value={options.scope ?? GRADUAL_DEFAULTS.scope}
        options={(['layer', 'global'] as const).map((id) => ({
          id,
          label: t(`prune.${id}`),
          isDisabled: id === 'global' && isByLayer,
        }))}
        onChange={(next) => onChange({ scope: next })}
      />
      <TypedNumber
        label={t('gradual.every')}
        value={options.every ?? GRADUAL_DEFAULTS.every}
        options={EVERY}
        onChange={(next) => onChange({ every: next })}
      />
    </div>
  );
}
