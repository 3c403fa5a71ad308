import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import {
  rowOf,
  STAGE_KINDS,
  STAGES,
  type StageInput,
  type StageInputOf,
  type StageKind,
} from '../../techniques/stages.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Tooltip } from '../../ui/control/Tooltip.tsx';
import { useText } from '../../ui/language/bilingual.ts';
import styles from './Bench.module.css';
import { ClusterEditor } from './ClusterEditor.tsx';
import { addStage, moveStage, removeStage, replaceStage } from './edit.ts';
import { PruneEditor } from './PruneEditor.tsx';
import { StageForm } from './StageForm.tsx';
import { TrainEditor } from './TrainEditor.tsx';

export interface StageListProps {
  readonly recipe: RecipeInput;
  readonly onChange: (recipe: RecipeInput) => void;
}

/** A recipe's stages in order: change, move, remove, add. */
export function StageList({ recipe, onChange }: StageListProps) {
  const { t } = useTranslation('bench');
  const say = useText();
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
                  {number}. {say(rowOf(stage).title)}
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
                index={index}
                onChange={(next) => onChange(replaceStage(recipe, index, next))}
              />
            </li>
          );
        })}
      </ol>
      <div className={styles.row}>
        {STAGE_KINDS.map((kind) => (
          <Button key={kind} size="small" onPress={() => onChange(addStage(recipe, kind))}>
            {say(STAGES[kind].add)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

interface StageEditorProps<Kind extends StageKind = StageKind> {
  readonly stage: StageInputOf<Kind>;
  readonly recipe: RecipeInput;
  readonly index: number;
  readonly onChange: (stage: StageInputOf<Kind>) => void;
}

/** Stages whose options need more than their fields can say. */
const EDITORS: { readonly [Kind in StageKind]?: ComponentType<StageEditorProps<Kind>> } = {
  train: TrainEditor,
  prune: PruneEditor,
  cluster: ClusterEditor,
};

function StageEditor({ stage, recipe, index, onChange }: StageEditorProps) {
  const say = useText();
  const Editor = EDITORS[stage.kind] as ComponentType<StageEditorProps> | undefined;
  if (Editor !== undefined) return <Editor stage={stage} recipe={recipe} index={index} onChange={onChange} />;
  const { fields, note } = rowOf(stage);
  return (
    <>
      {note && <p className={styles.note}>{say(note)}</p>}
      <StageForm
        fields={fields}
        options={stage}
        place={{ recipe, index }}
        onChange={(options) => onChange(options as StageInput)}
      />
    </>
  );
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
