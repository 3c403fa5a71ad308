import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { Slider } from '../../ui/control/Slider.tsx';
import { Switch } from '../../ui/control/Switch.tsx';
import styles from './Bench.module.css';
import { DISTIL_DEFAULTS, switchDistil, type TrainInput } from './edit.ts';

export interface DistilEditorProps {
  readonly stage: TrainInput;
  readonly recipe: RecipeInput;
  readonly onChange: (stage: TrainInput) => void;
}

/** Learning from the checkpoint that the recipe starts from: how soft its answers are made, and how much they count. */
export function DistilEditor({ stage, recipe, onChange }: DistilEditorProps) {
  const { t } = useTranslation('bench');
  const { distil } = stage;
  const hasTeacher = recipe.start?.kind === 'checkpoint';
  return (
    <>
      <Switch
        isOn={distil !== undefined}
        isDisabled={!hasTeacher && distil === undefined}
        onChange={(isOn) => onChange(switchDistil(stage, isOn))}
      >
        {t('train.distil')}
      </Switch>
      {!hasTeacher && <p className={styles.note}>{t('train.distilNeedsTeacher')}</p>}
      {distil && (
        <div className={styles.nested}>
          <Slider
            label={t('train.temperature')}
            value={distil.temperature ?? DISTIL_DEFAULTS.temperature}
            min={1}
            max={20}
            step={0.5}
            onChange={(temperature) => onChange({ ...stage, distil: { ...distil, temperature } })}
          />
          <Slider
            label={t('train.share')}
            value={distil.share ?? DISTIL_DEFAULTS.share}
            min={0}
            max={1}
            step={0.05}
            unit="%"
            onChange={(share) => onChange({ ...stage, distil: { ...distil, share } })}
          />
        </div>
      )}
    </>
  );
}
