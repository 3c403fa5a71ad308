import { NumberLine } from '../numberline/NumberLine.tsx';
import { useGalleryText } from './useGalleryText.ts';

const powers = [0.125, 0.25, 0.5, 1].flatMap((power) => [1, 1.25, 1.5, 1.75].map((part) => power * part));
const even = Array.from({ length: 9 }, (_, place) => place / 4);

export function NumberLineFigures() {
  const say = useGalleryText();
  return (
    <NumberLine
      id="number-line"
      title={say('Values of a small float and of an even grid', '小浮点数的取值与等距网格')}
      finding={say('Floats lie closer the nearer they are to zero.', '越靠近零，浮点数越密。')}
      rows={[
        { id: 'float', label: say('float', '浮点数'), variant: 'dense', values: [0, ...powers] },
        { id: 'even', label: say('even grid', '等距网格'), variant: 'quantized', values: even },
      ]}
      domain={[0, 2]}
      valueLabel={say('value', '值')}
      at={0.7}
    />
  );
}
