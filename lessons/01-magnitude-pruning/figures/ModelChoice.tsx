import { MODEL_NAMES } from '../../../src/recipe/zoo.ts';
import { Select } from '../../../src/ui/control/Select.tsx';
import { useCut } from '../settings.ts';
import { useWords } from '../words.ts';

const words = {
  label: { en: 'Net', zh: '网络' },
  'lenet-300-100': { en: 'LeNet-300-100 · MNIST', zh: 'LeNet-300-100 · MNIST' },
  'lenet-5': { en: 'LeNet-5 · MNIST', zh: 'LeNet-5 · MNIST' },
  'resnet-20': { en: 'ResNet-20 · CIFAR-10 (slow)', zh: 'ResNet-20 · CIFAR-10（较慢）' },
  'vgg-small': { en: 'small VGG · CIFAR-10 (slow)', zh: '小型 VGG · CIFAR-10（较慢）' },
} as const;

/** The net that the whole lesson works on. Layers keep their own numbers only as long as the net stays. */
export function ModelChoice() {
  const { cut, change } = useCut();
  const say = useWords(words);
  return (
    <Select
      label={say('label')}
      value={cut.model}
      options={MODEL_NAMES.map((id) => ({ id, label: say(id) }))}
      onChange={(model) => change({ model, ownLevels: {}, ownQualities: {} })}
    />
  );
}
