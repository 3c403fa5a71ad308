import { MODEL_NAMES, type ModelName } from '../../../src/spec/zoo.ts';
import { Select } from '../../../src/ui/control/Select.tsx';
import { useWords } from '../words.ts';

const words = {
  label: { en: 'Net', zh: '网络' },
  'lenet-300-100': { en: 'LeNet-300-100 · MNIST', zh: 'LeNet-300-100 · MNIST' },
  'lenet-5': { en: 'LeNet-5 · MNIST', zh: 'LeNet-5 · MNIST' },
  'resnet-20': { en: 'ResNet-20 · CIFAR-10 (slow)', zh: 'ResNet-20 · CIFAR-10（较慢）' },
  'vgg-small': { en: 'small VGG · CIFAR-10 (slow)', zh: '小型 VGG · CIFAR-10（较慢）' },
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
  return (
    <Select
      label={say('label')}
      value={model}
      options={models.map((id) => ({ id, label: say(id) }))}
      onChange={onChange}
    />
  );
}
