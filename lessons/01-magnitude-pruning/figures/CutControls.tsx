import { Slider } from '../../../src/ui/control/Slider.tsx';
import { Dial } from '../../parts/figures/Dial.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useShownKernel } from '../../parts/layers.ts';
import { useWords } from '../../parts/words.ts';
import { useDenseKernels, useSettings } from '../lesson.ts';
import { MOST, SCOPES, SETTINGS, toAllowedScope, toLayerChange, toLayerNumber } from '../settings.ts';

const words = {
  levelAll: { en: 'Weights that go', zh: '剪去的权重' },
  levelOwn: { en: 'Weights of {layer} that go', zh: '{layer} 剪去的权重' },
  qualityAll: { en: 'Quality factor q', zh: '质量系数 q' },
  qualityOwn: { en: 'Quality factor q of {layer}', zh: '{layer} 的质量系数 q' },
} as const;

const RANGES = {
  level: { min: 0, max: MOST.level, step: 0.001, unit: '%', digits: 1 },
  quality: { min: 0, max: MOST.quality, step: 0.01, digits: 2 },
} as const;

export interface CutControlsProps {
  /** The layer that the figure shows. Without it, layers can be chosen here where each has its own number. */
  readonly layer?: string;
}

/** How the reader says which weights go: rule, scope, and one number. */
export function CutControls(props: CutControlsProps) {
  const { settings: cut, change } = useSettings();
  const { rule, scope } = cut;
  const { layer: shown, choice } = useShownKernel(useDenseKernels());
  const layer = props.layer ?? shown;
  const say = useWords(words);
  return (
    <>
      <Dial of={SETTINGS.rule} />
      <Dial
        of={SETTINGS.scope}
        only={SCOPES.filter((each) => toAllowedScope(rule, each) === each)}
        shown={scope}
      />
      {props.layer === undefined && scope === 'own' && <LayerChoice {...choice} />}
      <Slider
        label={say(`${rule}${scope === 'own' ? 'Own' : 'All'}`, { layer })}
        value={toLayerNumber(cut, layer)}
        onChange={(value) => change(toLayerChange(cut, layer, value))}
        {...RANGES[rule]}
      />
    </>
  );
}
