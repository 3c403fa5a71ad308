import { useTranslation } from 'react-i18next';
import { Segmented } from '../../ui/control/Segmented.tsx';
import { TypedNumber } from '../../ui/control/TypedNumber.tsx';
import styles from './Bench.module.css';
import type { CodeInput } from './edit.ts';

export interface CodeEditorProps {
  readonly stage: CodeInput;
  readonly onChange: (stage: CodeInput) => void;
}

const CODINGS = ['raw', 'huffman', 'arithmetic'] as const;
const VALUE_BITS = { min: 10, max: 32, step: 1, scale: 'linear' } as const;

/** A stage that says how the model's file is written from there on. */
export function CodeEditor({ stage, onChange }: CodeEditorProps) {
  const { t } = useTranslation('bench');
  return (
    <div className={styles.fields}>
      <div className={styles.row}>
        <Segmented
          label={t('code.coding')}
          value={stage.coding}
          options={CODINGS.map((id) => ({ id, label: t(`code.${id}`) }))}
          onChange={(coding) => onChange({ ...stage, coding })}
        />
        <TypedNumber
          label={t('code.valueBits')}
          value={stage.valueBits ?? 32}
          options={VALUE_BITS}
          onChange={(valueBits) => onChange({ ...stage, valueBits })}
        />
      </div>
      <p className={styles.note}>{t(`code.${stage.coding}Note`)}</p>
    </div>
  );
}
