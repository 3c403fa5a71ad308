import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import { CRITERION_WORDS } from '../../techniques/criteria/options.ts';
import { CRITERIA } from '../../techniques/criteria/score.ts';
import { Select } from '../../ui/control/Select.tsx';
import { Switch } from '../../ui/control/Switch.tsx';
import { TypedNumber } from '../../ui/control/TypedNumber.tsx';
import { useText } from '../../ui/language/bilingual.ts';
import styles from './Bench.module.css';
import {
  chooseAmount,
  chooseRounds,
  findAmount,
  type PruneAmount,
  type PruneInput,
  switchRemoval,
} from './edit.ts';
import { LevelsEditor } from './LevelsEditor.tsx';

export interface PruneEditorProps {
  readonly stage: PruneInput;
  readonly recipe: RecipeInput;
  readonly onChange: (stage: PruneInput) => void;
}

const AMOUNTS: readonly PruneAmount[] = ['sparsity', 'qualityFactor', 'threshold'];
const RANGES = {
  sparsity: { min: 0, max: 0.999, step: 0.001, unit: '%' },
  qualityFactor: { min: 0, max: 5, step: 0.05 },
  threshold: { min: 0, max: 1, step: 0.001 },
} as const;

/** A pruning stage: which weights, ranked among which, how many, and when. */
export function PruneEditor({ stage, recipe, onChange }: PruneEditorProps) {
  const { t } = useTranslation('bench');
  const say = useText();
  const amount = findAmount(stage);
  const value = stage[amount];
  const criterion = stage.criterion?.kind ?? 'magnitude';
  return (
    <div className={styles.fields}>
      <div className={styles.row}>
        <Select
          label={t('prune.criterion')}
          value={criterion}
          options={CRITERIA.map((id) => ({ id, label: say(CRITERION_WORDS[id]) }))}
          onChange={(kind) => onChange({ ...stage, criterion: { kind } })}
        />
        <Select
          label={t('prune.scope')}
          value={stage.scope ?? 'layer'}
          options={(['layer', 'global'] as const).map((id) => ({
            id,
            label: t(`prune.${id}`),
            isDisabled: id === 'global' && (amount === 'qualityFactor' || typeof value === 'object'),
          }))}
          onChange={(scope) => onChange({ ...stage, scope })}
        />
        <Select
          label={t('prune.by')}
          value={amount}
          options={AMOUNTS.map((id) => ({ id, label: t(`prune.${id}`) }))}
          onChange={(next) => onChange(chooseAmount(stage, next))}
        />
      </div>
      {criterion === 'unit' && <p className={styles.note}>{t('prune.unitNote')}</p>}
      {value !== undefined && (
        <LevelsEditor
          key={amount}
          label={t(`prune.${amount}`)}
          levels={value}
          recipe={recipe}
          range={RANGES[amount]}
          isOneForAll={stage.scope === 'global'}
          isByUnit={criterion === 'unit'}
          onChange={(next) => onChange({ ...stage, [amount]: next })}
        />
      )}
      {amount === 'sparsity' && <RoundsEditor stage={stage} recipe={recipe} onChange={onChange} />}
      <Switch
        isOn={stage.removeDeadUnits ?? stage.sweep ?? false}
        onChange={(isOn) => onChange(switchRemoval(stage, isOn))}
      >
        {t('prune.removeDeadUnits')}
      </Switch>
    </div>
  );
}

function RoundsEditor({ stage, recipe, onChange }: PruneEditorProps) {
  const { t } = useTranslation('bench');
  const { schedule } = stage;
  return (
    <div className={styles.row}>
      <Select
        label={t('prune.schedule')}
        value={schedule?.kind ?? 'once'}
        options={(['once', 'iterative'] as const).map((id) => ({ id, label: t(`prune.${id}`) }))}
        onChange={(kind) =>
          onChange(kind === 'once' ? { ...stage, schedule: { kind } } : chooseRounds(stage, recipe))
        }
      />
      {schedule?.kind === 'iterative' && (
        <>
          <TypedNumber
            label={t('prune.rounds')}
            value={schedule.rounds}
            options={{ min: 1, max: RECIPE_LIMITS.rounds, step: 1, scale: 'linear' }}
            onChange={(rounds) => onChange({ ...stage, schedule: { ...schedule, rounds } })}
          />
          <TypedNumber
            label={t('prune.retrainEpochs')}
            value={schedule.retrain.epochs}
            options={{ min: 1, max: RECIPE_LIMITS.epochs, step: 1, scale: 'linear' }}
            onChange={(epochs) =>
              onChange({ ...stage, schedule: { ...schedule, retrain: { ...schedule.retrain, epochs } } })
            }
          />
        </>
      )}
    </div>
  );
}
