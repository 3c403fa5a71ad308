import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../protocol/limits.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { checkReads } from '../../spec/datasets.ts';
import { toFailure } from '../../spec/failure.ts';
import { MOST_TEACHERS } from '../../spec/source.ts';
import { useModelFiles } from '../../state/hooks.ts';
import type { TeacherField } from '../../techniques/field.ts';
import { Button } from '../../ui/control/Button.tsx';
import { FileDrop } from '../../ui/control/FileDrop.tsx';
import { Select } from '../../ui/control/Select.tsx';
import { useLocale, useText } from '../../ui/language/bilingual.ts';
import { useFailureText } from '../../ui/language/failures.ts';
import styles from './Bench.module.css';
import { sayStage } from './stagenames.ts';
import { type AverageInput, listCheckpoints, type NetInput, pickTeacher, toKey } from './teachers.ts';
import { useStoredModels } from './useStoredModels.ts';

/** Where in a recipe an option stands. */
export interface StagePlace {
  readonly recipe: RecipeInput;
  readonly index: number;
}

export interface TeacherEditorProps {
  readonly field: TeacherField;
  /** Undefined where the recipe says nothing. */
  readonly value: NetInput | AverageInput | undefined;
  readonly place: StagePlace;
  readonly onChange: (teacher: NetInput | AverageInput) => void;
}

const SEVERAL = 'average';

/** Whom a stage learns from: a checkpoint, a kept model, an earlier stage, or several of them. */
export function TeacherEditor({ field, value, place, onChange }: TeacherEditorProps) {
  const { t } = useTranslation('bench');
  const say = useText();
  const { open } = useModelFiles();
  const sayFailure = useFailureText();
  const rows = useNets(place);
  const chosen = value ?? pickTeacher(place.recipe);
  const usual = pickTeacher(place.recipe);
  return (
    <>
      <NetSelect
        label={say(field.label)}
        rows={rows}
        value={chosen.kind === 'average' ? SEVERAL : toKey(chosen, place.recipe)}
        more={field.several ? [{ id: SEVERAL, label: t('teacher.several') }] : []}
        onSeveral={() => onChange({ kind: 'average', models: [chosen as NetInput, usual] })}
        onChange={onChange}
      />
      {chosen.kind === 'average' && (
        <AverageEditor value={chosen} usual={usual} rows={rows} place={place} onChange={onChange} />
      )}
      <FileDrop
        label={t('recipe.openModel')}
        maxBytes={LIMITS.modelFileBytes}
        accept=".fwm,application/octet-stream"
        sayError={(error) => sayFailure(toFailure(error))}
        onFile={async ({ name, bytes }) => {
          const { id, spec } = await open(name, bytes);
          checkReads(spec, place.recipe.dataset.name);
          const file: NetInput = { kind: 'file', id };
          onChange(chosen.kind === 'average' ? addNet(chosen, file) : file);
        }}
      />
    </>
  );
}

interface NetRow {
  readonly id: string;
  readonly label: string;
  readonly net: NetInput;
}

/** All that can teach the stage. */
function useNets({ recipe, index }: StagePlace): readonly NetRow[] {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const stored = useStoredModels(recipe.dataset.name);
  const toRow = (net: NetInput, label: string): NetRow => ({ id: toKey(net, recipe), label, net });
  return [
    ...listCheckpoints(recipe).map((name) =>
      toRow({ kind: 'checkpoint', name }, t('teacher.checkpoint', { name })),
    ),
    ...recipe.stages.slice(0, index).map((each, stage) => {
      const words = { number: String(stage + 1), what: sayStage(each, locale) };
      return toRow({ kind: 'stage', stage }, t('teacher.stage', words));
    }),
    ...stored.map(({ source, label }) => toRow(source, label)),
  ];
}

interface NetSelectProps {
  readonly label: string;
  readonly rows: readonly NetRow[];
  readonly value: string;
  readonly more?: readonly { readonly id: string; readonly label: string }[];
  readonly onSeveral?: () => void;
  readonly onChange: (net: NetInput) => void;
}

function NetSelect({ label, rows, value, more = [], onSeveral, onChange }: NetSelectProps) {
  const { t } = useTranslation('bench');
  const all = [...rows, ...more];
  const isHere = all.some(({ id }) => id === value);
  return (
    <Select<string>
      label={label}
      value={value}
      options={[
        ...(isHere ? [] : [{ id: value, label: t('recipe.notHere', { id: value.split(' ').at(-1) ?? '' }) }]),
        ...all.map(({ id, label: words }) => ({ id, label: words })),
      ]}
      onChange={(id) => {
        const row = rows.find((each) => each.id === id);
        if (row !== undefined) onChange(row.net);
        else if (id === SEVERAL && value !== SEVERAL) onSeveral?.();
      }}
    />
  );
}

interface AverageEditorProps {
  readonly value: AverageInput;
  readonly usual: NetInput;
  readonly rows: readonly NetRow[];
  readonly place: StagePlace;
  readonly onChange: (teacher: AverageInput) => void;
}

/** Several models, each from the same list, and what of them is averaged. */
function AverageEditor({ value, usual, rows, place, onChange }: AverageEditorProps) {
  const { t } = useTranslation('bench');
  const { models } = value;
  return (
    <div className={styles.nested}>
      {models.map((net, at) => {
        const number = String(at + 1);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same model may be there twice
          <div key={at} className={styles.row}>
            <NetSelect
              label={t('teacher.model', { number })}
              rows={rows}
              value={toKey(net, place.recipe)}
              onChange={(next) => onChange({ ...value, models: models.with(at, next) })}
            />
            {models.length > 2 && (
              <Button
                size="small"
                kind="quiet"
                onPress={() => onChange({ ...value, models: models.filter((_, other) => other !== at) })}
              >
                {t('teacher.remove', { number })}
              </Button>
            )}
          </div>
        );
      })}
      <div className={styles.row}>
        <Select
          label={t('teacher.of')}
          value={value.of ?? 'probabilities'}
          options={(['probabilities', 'logits'] as const).map((id) => ({ id, label: t(`teacher.${id}`) }))}
          onChange={(of) => onChange({ ...value, of })}
        />
        <Button
          size="small"
          isDisabled={models.length >= MOST_TEACHERS}
          onPress={() => onChange(addNet(value, usual))}
        >
          {t('teacher.add')}
        </Button>
      </div>
    </div>
  );
}

/** One more model; in the place of the last where there are as many as may be. */
function addNet(average: AverageInput, net: NetInput): AverageInput {
  return { ...average, models: [...average.models.slice(0, MOST_TEACHERS - 1), net] };
}
