import { Select } from '../../../src/ui/control/Select.tsx';
import { useWords } from '../words.ts';

const words = { layer: { en: 'Layer', zh: '层' } } as const;

export interface LayerChoiceProps {
  readonly layers: readonly string[];
  readonly shown: string;
  readonly onShow: (layer: string) => void;
}

/** Which layer a figure looks at. */
export function LayerChoice({ layers, shown, onShow }: LayerChoiceProps) {
  const say = useWords(words);
  return (
    <Select
      label={say('layer')}
      value={shown}
      options={layers.map((id) => ({ id, label: id }))}
      onChange={onShow}
    />
  );
}
