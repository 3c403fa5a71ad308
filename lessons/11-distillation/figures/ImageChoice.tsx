import { DATASETS } from '../../../src/spec/datasets.ts';
import { TypedNumber } from '../../../src/ui/control/TypedNumber.tsx';
import { useImageNumber } from '../../parts/figures/images.ts';
import { useWords } from '../../parts/words.ts';

const words = { number: { en: 'Test image', zh: '测试图像' } } as const;

/** Which test image the figures are about, by its number. */
export function ImageChoice() {
  const [index, setIndex] = useImageNumber();
  const say = useWords(words);
  const options = { min: 0, max: DATASETS.mnist.testCount - 1, step: 1, scale: 'linear' } as const;
  return <TypedNumber label={say('number')} value={index} onChange={setIndex} options={options} digits={0} />;
}
