import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Select } from '../../../src/ui/control/Select.tsx';
import { useWords } from '../words.ts';

const words = { layer: { en: 'Layer', zh: '层' } } as const;

const MOST_IN_SIGHT = 4;

export interface LayerChoiceProps {
  readonly layers: readonly string[];
  readonly shown: string;
  readonly onShow: (layer: string) => void;
}

/** Which layer a figure looks at: all in sight where they are few. */
export function LayerChoice({ layers, shown, onShow }: LayerChoiceProps) {
  const say = useWords(words);
  const Choice = layers.length <= MOST_IN_SIGHT ? Segmented : Select;
  return (
    <Choice
      label={say('layer')}
      isLabelHidden
      value={shown}
      options={layers.map((id) => ({ id, label: id }))}
      onChange={onShow}
    />
  );
}
