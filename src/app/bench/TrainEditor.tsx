import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import { STAGES } from '../../techniques/stages.ts';
import { Select } from '../../ui/control/Select.tsx';
import { Slider } from '../../ui/control/Slider.tsx';
import { Switch } from '../../ui/control/Switch.tsx';
import { TypedNumber } from '../../ui/control/TypedNumber.tsx';
import styles from './Bench.module.css';
import { chooseOptimizer, type TrainInput } from './edit.ts';
import { GradualEditor } from './GradualEditor.tsx';
import { StageForm } from './StageForm.tsx';

export interface TrainEditorProps {
  readonly stage: TrainInput;
  readonly recipe: RecipeInput;
  /** Which of the recipe's stages it is. */
  readonly index: number;
  readonly onChange: (stage: TrainInput) => void;
}

const linear = { step: 1, min: 1, scale: 'linear' } as const;
const EPOCHS = { ...linear, max: RECIPE_LIMITS.epochs };
const BATCH = { ...linear, max: RECIPE_LIMITS.batchSize };

/** A training stage: how long, how fast, and what keeps it in check. */
export function TrainEditor({ stage, recipe, index, onChange }: TrainEditorProps) {
  const { t } = useTranslation('bench');
  const { optimizer } = stage;
  return (
    <div className={styles.fields}>
      <div className={styles.row}>
        <TypedNumber
          label={t('train.epochs')}
          value={stage.epochs}
          options={EPOCHS}
          onChange={(epochs) => onChange({ ...stage, epochs })}
        />
        <TypedNumber
          label={t('train.batchSize')}
          value={stage.batchSize}
          options={BATCH}
          onChange={(batchSize) => onChange({ ...stage, batchSize })}
        />
        <Select
          label={t('train.optimizer')}
          value={optimizer.kind}
          options={[
            { id: 'adam', label: t('train.adam') },
            { id: 'sgd', label: t('train.sgd') },
          ]}
          onChange={(kind) => onChange({ ...stage, optimizer: chooseOptimizer(optimizer, kind) })}
        />
      </div>
      <Slider
        label={t('train.learningRate')}
        value={optimizer.learningRate}
        min={1e-5}
        max={1}
        step={1e-6}
        scale="log"
        onChange={(rate) =>
          onChange({ ...stage, optimizer: { ...optimizer, learningRate: Number(rate.toPrecision(2)) } })
        }
      />
      <GradualEditor stage={stage} recipe={recipe} onChange={onChange} />
      <details className={styles.more}>
        <summary>{t('train.more')}</summary>
        <TrainOptions stage={stage} recipe={recipe} index={index} onChange={onChange} />
      </details>
    </div>
  );
}

function TrainOptions({ stage, recipe, index, onChange }: TrainEditorProps) {
  const { t } = useTranslation('bench');
  // Photographs can be cropped and flipped; a digit is small, and flipped another one.
  const isColour = recipe.dataset.name === 'cifar10';
  return (
    <div className={styles.fields}>
      <Choices stage={stage} onChange={onChange} />
      <Strengths stage={stage} onChange={onChange} />
      <Slider
        label={t('train.dropout')}
        value={stage.dropout ?? 0}
        min={0}
        max={0.9}
        step={0.05}
        unit="%"
        onChange={(dropout) => onChange({ ...stage, dropout })}
      />
      <Slider
        label={t('train.dropConnect')}
        value={stage.dropConnect ?? 0}
        min={0}
        max={0.9}
        step={0.05}
        unit="%"
        onChange={(dropConnect) => onChange({ ...stage, dropConnect })}
      />
      <Switch
        isOn={stage.augment !== undefined}
        onChange={(isOn) => {
          const { augment: _, ...rest } = stage;
          onChange(isOn ? { ...rest, augment: isColour ? { crop: 4, flip: true } : { crop: 1 } } : rest);
        }}
      >
        {t(isColour ? 'train.augment' : 'train.move')}
      </Switch>
      <StageForm
        fields={STAGES.train.fields}
        options={stage}
        place={{ recipe, index }}
        onChange={(options) => onChange(options as TrainInput)}
      />
    </div>
  );
}

type PartProps = Pick<TrainEditorProps, 'stage' | 'onChange'>;

/** How the learning rate goes, and what keeps weights small. */
function Choices({ stage, onChange }: PartProps) {
  const { t } = useTranslation('bench');
  const schedule = stage.schedule?.kind ?? 'constant';
  const chooseSchedule = (kind: typeof schedule) =>
    onChange({ ...stage, schedule: kind === 'step' ? { kind, every: 1, factor: 0.5 } : { kind } });
  const chooseRegularizer = (kind: 'none' | 'l1' | 'l2') => {
    const { regularizer: _, ...rest } = stage;
    onChange(kind === 'none' ? rest : { ...rest, regularizer: { kind, strength: 1e-4 } });
  };
  return (
    <div className={styles.row}>
      <Select
        label={t('train.schedule')}
        value={schedule}
        options={(['constant', 'step', 'cosine', 'oneCycle'] as const).map((id) => ({
          id,
          label: t(`train.${id}`),
        }))}
        onChange={chooseSchedule}
      />
      <Select
        label={t('train.regularizer')}
        value={stage.regularizer?.kind ?? 'none'}
        options={(['none', 'l1', 'l2'] as const).map((id) => ({ id, label: t(`train.${id}`) }))}
        onChange={chooseRegularizer}
      />
    </div>
  );
}

/** Numbers of the optimizer and the regularizer, where these have any. */
function Strengths({ stage, onChange }: PartProps) {
  const { t } = useTranslation('bench');
  const { optimizer, regularizer } = stage;
  return (
    <>
      {optimizer.kind === 'sgd' && (
        <Slider
          label={t('train.momentum')}
          value={optimizer.momentum ?? 0}
          min={0}
          max={0.99}
          step={0.01}
          onChange={(momentum) => onChange({ ...stage, optimizer: { ...optimizer, momentum } })}
        />
      )}
      {regularizer && (
        <Slider
          label={t('train.strength')}
          value={regularizer.strength}
          min={1e-7}
          max={0.1}
          step={1e-7}
          scale="log"
          onChange={(strength) =>
            onChange({
              ...stage,
              regularizer: { ...regularizer, strength: Number(strength.toPrecision(2)) },
            })
          }
        />
      )}
    </>
  );
}
