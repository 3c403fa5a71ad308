import { useTranslation } from 'react-i18next';
import type { ModelSpec } from '../../spec/model.ts';
import { listOutputs } from '../../spec/outputs.ts';
import { Select } from '../../ui/control/Select.tsx';

export interface LayerSelectProps {
  readonly label: string;
  readonly spec: ModelSpec | undefined;
  readonly value: string;
  readonly onChange: (layer: string) => void;
}

/** One layer of a net, with the shape of what it gives. */
export function LayerSelect({ label, spec, value, onChange }: LayerSelectProps) {
  const { t } = useTranslation('bench');
  const outputs = spec === undefined ? [] : listOutputs(spec);
  const rows = outputs.map(({ key, kind, shape }) => {
    const name = key.startsWith('layers[') ? `${kind}, ${key}` : key;
    return { id: key, label: t('teacher.layer', { name, shape: shape.join('×') }) };
  });
  return (
    <Select<string>
      label={label}
      value={value}
      options={[
        ...(rows.some(({ id }) => id === value)
          ? []
          : [{ id: value, label: t('recipe.notHere', { id: value }) }]),
        ...rows,
      ]}
      onChange={onChange}
    />
  );
}
