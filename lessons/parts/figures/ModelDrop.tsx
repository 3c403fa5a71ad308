import { useState } from 'react';
import { LIMITS } from '../../../src/protocol/limits.ts';
import { toFailure } from '../../../src/spec/failure.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { FileDrop } from '../../../src/ui/control/FileDrop.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { useFormats, useWords } from '../words.ts';
import styles from './figures.module.css';

const words = {
  upload: { en: 'Open a model file', zh: '打开模型文件' },
  opened: {
    en: '{name} holds {model}: {kept} of its {parameters} parameters are not zero.',
    zh: '{name} 是 {model}：{parameters} 个参数中 {kept} 个不为零。',
  },
} as const;

export interface ModelDropProps {
  /** Where the file's net goes in the engine. */
  readonly slot: string;
  readonly onOpen: () => void;
}

/**
 * Takes a model file; one that cannot be read is refused in the reader's language, and the net before it
 * stays.
 */
export function ModelDrop({ slot, onOpen }: ModelDropProps) {
  const say = useWords(words);
  const { integer } = useFormats();
  const sayFailure = useFailureText();
  const { loadFile } = useModel(slot, ({ actions }) => actions);
  const summary = useModel(slot, (state) => state.summary);
  const [name, setName] = useState('');
  return (
    <FileDrop
      label={say('upload')}
      maxBytes={LIMITS.modelFileBytes}
      accept=".fwm"
      sayError={(error) => sayFailure(toFailure(error))}
      onFile={async (file) => {
        await loadFile(file.bytes);
        setName(file.name);
        onOpen();
      }}
    >
      {summary !== null && (
        <p className={styles.small}>
          {say('opened', {
            name,
            model: summary.name,
            kept: integer(summary.nonZeros),
            parameters: integer(summary.parameters),
          })}
        </p>
      )}
    </FileDrop>
  );
}
