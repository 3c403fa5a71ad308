import { MODEL_NAMES, MODELS, type ModelName } from '../../../src/spec/zoo.ts';
import { Select } from '../../../src/ui/control/Select.tsx';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { useWords } from '../words.ts';

const words = {
  label: { en: 'Net', zh: '网络' },
} as const;

export interface ModelChoiceProps {
  readonly model: ModelName;
  readonly onChange: (model: ModelName) => void;
  /** The nets to choose from; all of the zoo without it. */
  readonly models?: readonly ModelName[];
}

/** The net that a whole lesson works on. */
export function ModelChoice({ model, onChange, models = MODEL_NAMES }: ModelChoiceProps) {
  const say = useWords(words);
  const text = useText();
  return (
    <Select
      label={say('label')}
      value={model}
      options={models.map((id) => ({ id, label: text(MODELS[id].label) }))}
      onChange={onChange}
    />
  );
}
