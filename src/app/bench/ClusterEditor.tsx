import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import { CLUSTER_STARTS } from '../../techniques/cluster/stage.ts';
import { Select } from '../../ui/control/Select.tsx';
import { Slider } from '../../ui/control/Slider.tsx';
import { TypedNumber } from '../../ui/control/TypedNumber.tsx';
import styles from './Bench.module.css';
import { BITS_BY, type Bits, findBitsBy, sayBitsBy, toLayerBits } from './bits.ts';
import { type ClusterInput, setBitPrice } from './edit.ts';
import { listKernelLayers } from './layers.ts';

export interface ClusterEditorProps {
  readonly stage: ClusterInput;
  readonly recipe: RecipeInput;
  readonly onChange: (stage: ClusterInput) => void;
}

const BITS = { min: 1, max: RECIPE_LIMITS.clusterBits, step: 1, scale: 'linear' } as const;

/**
 * A stage that lets weights share values: how many values a layer may have, and where the centroids begin.
 */
export function ClusterEditor({ stage, recipe, onChange }: ClusterEditorProps) {
  const { t } = useTranslation('bench');
  const { model, start } = recipe;
  const layers = useMemo(() => listKernelLayers({ model, start }), [model, start]);
  const by = findBitsBy(stage.bits);
  const setBits = (bits: Bits) => onChange({ ...stage, bits });
  return (
    <div className={styles.fields}>
      <div className={styles.row}>
        <Select
          label={t('cluster.by')}
          value={by}
          options={BITS_BY.map((id) => ({ id, label: t(`cluster.${id}`) }))}
          onChange={(next) => setBits(sayBitsBy(stage.bits, next, layers))}
        />
        <Select
          label={t('cluster.init')}
          value={stage.init ?? 'linear'}
          options={CLUSTER_STARTS.map((id) => ({ id, label: t(`cluster.${id}`) }))}
          onChange={(init) => onChange({ ...stage, init })}
        />
      </div>
      <div className={styles.row}>
        {typeof stage.bits === 'number' ? (
          <TypedNumber label={t('cluster.bits')} value={stage.bits} options={BITS} onChange={setBits} />
        ) : (
          <BitsByName bits={stage.bits} layers={layers} onChange={setBits} />
        )}
      </div>
      <Slider
        label={t('cluster.price')}
        value={stage.bitPrice ?? 0}
        min={0}
        max={0.1}
        step={0.001}
        onChange={(price) => onChange(setBitPrice(stage, price))}
      />
      <p className={styles.note}>{t('cluster.note')}</p>
      {stage.bitPrice !== undefined && <p className={styles.note}>{t('cluster.priceNote')}</p>}
    </div>
  );
}

interface BitsByNameProps {
  readonly bits: Extract<Bits, object>;
  readonly layers: ReturnType<typeof listKernelLayers>;
  readonly onChange: (bits: Bits) => void;
}

function BitsByName({ bits, layers, onChange }: BitsByNameProps) {
  const { t } = useTranslation('bench');
  const kinds = (['conv', 'fc'] as const).filter((kind) => layers.some((each) => each.kind === kind));
  const names =
    findBitsBy(bits) === 'kind'
      ? kinds.map((kind) => ({ key: kind as string, label: t(`cluster.${kind}`), value: bits[kind] ?? null }))
      : layers.map((each) => ({
          key: each.layer,
          label: t('cluster.bitsOf', { layer: each.layer }),
          value: toLayerBits(bits, each),
        }));
  return (
    <>
      {names.map(({ key, label, value }) =>
        value === null ? null : (
          <TypedNumber
            key={key}
            label={label}
            value={value}
            options={BITS}
            onChange={(next) => onChange({ ...bits, [key]: next })}
          />
        ),
      )}
    </>
  );
}
