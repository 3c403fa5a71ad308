import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { Select } from '../../ui/control/Select.tsx';
import { Slider } from '../../ui/control/Slider.tsx';
import { TypedNumber } from '../../ui/control/TypedNumber.tsx';
import styles from './Bench.module.css';
import { listKernelLayers } from './layers.ts';
import { findLevelsBy, LEVELS_BY, type Levels, sayLevelsBy } from './levels.ts';

export interface LevelsEditorProps {
  readonly label: string;
  readonly levels: Levels;
  readonly recipe: RecipeInput;
  readonly range: { readonly min: number; readonly max: number; readonly step: number; readonly unit?: '%' };
  /** Where layers are ranked together, they have no level of their own. */
  readonly isOneForAll: boolean;
  /** Where whole units go, none can be spared in the last layer. */
  readonly isByUnit: boolean;
  readonly onChange: (levels: Levels) => void;
}

/**
 * How much goes: one slider for all layers, or a number for each. A layer that a recipe does not name stands
 * at 0.
 */
export function LevelsEditor({
  label,
  levels,
  recipe,
  range,
  isOneForAll,
  isByUnit,
  onChange,
}: LevelsEditorProps) {
  const { t } = useTranslation('bench');
  const { model, start } = recipe;
  const layers = useMemo(
    () => listKernelLayers({ model, start }).slice(0, isByUnit ? -1 : undefined),
    [model, start, isByUnit],
  );
  const { unit, ...options } = range;
  const withUnit = unit === undefined ? {} : { unit };
  return (
    <>
      <div className={styles.row}>
        <Select
          label={t('levels.by', { what: label })}
          value={findLevelsBy(levels)}
          options={LEVELS_BY.map((id) => ({
            id,
            label: t(`levels.${id}`),
            isDisabled: id === 'layer' && isOneForAll,
          }))}
          onChange={(by) => onChange(sayLevelsBy(levels, by, layers))}
        />
        {typeof levels !== 'number' &&
          layers.map(({ layer }) => (
            <TypedNumber
              key={layer}
              label={layer}
              value={levels[layer] ?? 0}
              options={{ ...options, scale: 'linear' }}
              {...withUnit}
              onChange={(next) => onChange({ ...levels, [layer]: next })}
            />
          ))}
      </div>
      {typeof levels === 'number' && (
        <Slider label={label} value={levels} {...options} {...withUnit} onChange={onChange} />
      )}
    </>
  );
}
