import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Tooltip } from '../../ui/control/Tooltip.tsx';
import styles from './Bench.module.css';
import { ClusterEditor } from './ClusterEditor.tsx';
import { CodeEditor } from './CodeEditor.tsx';
import { addStage, moveStage, removeStage, replaceStage, STAGE_KINDS, type StageInput } from './edit.ts';
import { PruneEditor } from './PruneEditor.tsx';
import { TrainEditor } from './TrainEditor.tsx';

export interface StageListProps {
  readonly recipe: RecipeInput;
  readonly onChange: (recipe: RecipeInput) => void;
}

/** A recipe's stages in order: change, move, remove, add. */
export function StageList({ recipe, onChange }: StageListProps) {
  const { t } = useTranslation('bench');
  const last = recipe.stages.length - 1;
  return (
    <fieldset className={styles.stages}>
      <legend>{t('recipe.stages')}</legend>
      {recipe.stages.length === 0 && <p className={styles.note}>{t('recipe.empty')}</p>}
      <ol>
        {recipe.stages.map((stage, index) => {
          const number = String(index + 1);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stage has no name but its place
            <li key={index} className={styles.stage} data-kind={stage.kind}>
              <div className={styles.stageHead}>
                <strong>
                  {number}. {t(`stage.${stage.kind}`)}
                </strong>
                <span className={styles.stageTools}>
                  <StageTool
                    name={t('recipe.moveUp', { number })}
                    sign="↑"
                    isDisabled={index === 0}
                    onPress={() => onChange(moveStage(recipe, index, -1))}
                  />
                  <StageTool
                    name={t('recipe.moveDown', { number })}
                    sign="↓"
                    isDisabled={index === last}
                    onPress={() => onChange(moveStage(recipe, index, 1))}
                  />
                  <StageTool
                    name={t('recipe.remove', { number })}
                    sign="✕"
                    onPress={() => onChange(removeStage(recipe, index))}
                  />
                </span>
              </div>
              <StageEditor
                stage={stage}
                recipe={recipe}
                onChange={(next) => onChange(replaceStage(recipe, index, next))}
              />
            </li>
          );
        })}
      </ol>
      <div className={styles.row}>
        {STAGE_KINDS.map((kind) => (
          <Button key={kind} size="small" onPress={() => onChange(addStage(recipe, kind))}>
            {t(`recipe.add.${kind}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

interface StageEditorProps {
  readonly stage: StageInput;
  readonly recipe: RecipeInput;
  readonly onChange: (stage: StageInput) => void;
}

function StageEditor({ stage, recipe, onChange }: StageEditorProps) {
  switch (stage.kind) {
    case 'train':
      return <TrainEditor stage={stage} recipe={recipe} onChange={onChange} />;
    case 'prune':
      return <PruneEditor stage={stage} recipe={recipe} onChange={onChange} />;
    case 'cluster':
      return <ClusterEditor stage={stage} recipe={recipe} onChange={onChange} />;
    case 'code':
      return <CodeEditor stage={stage} onChange={onChange} />;
  }
}

interface StageToolProps {
  readonly name: string;
  readonly sign: string;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

function StageTool({ name, sign, isDisabled = false, onPress }: StageToolProps) {
  return (
    <Tooltip text={name}>
      <Button size="small" kind="quiet" aria-label={name} isDisabled={isDisabled} onPress={onPress}>
        {sign}
      </Button>
    </Tooltip>
  );
}
