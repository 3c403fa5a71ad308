import { Select } from '../../../src/ui/control/Select.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { useWords } from '../../parts/words.ts';
import { useDenseKernels, useSettings } from '../lesson.ts';
import {
  MOST_LEVEL,
  MOST_QUALITY,
  RULES,
  SCOPES,
  toAllowedScope,
  toLayerChange,
  toLayerNumber,
} from '../settings.ts';

const words = {
  rule: { en: 'Choose weights by', zh: '按什么选权重' },
  level: { en: 'level: a fraction', zh: '比例：剪去多少' },
  quality: { en: 'quality factor: q·σ', zh: '质量系数：q·σ' },
  scope: { en: 'Compare weights', zh: '在什么范围内比较' },
  layer: { en: 'within each layer', zh: '每层各自比较' },
  global: { en: 'in the whole net', zh: '整个网络一起比较' },
  own: { en: 'each layer its own number', zh: '每层单独设定' },
  levelAll: { en: 'Weights that go', zh: '剪去的权重' },
  levelOwn: { en: 'Weights of {layer} that go', zh: '{layer} 剪去的权重' },
  qualityAll: { en: 'Quality factor q', zh: '质量系数 q' },
  qualityOwn: { en: 'Quality factor q of {layer}', zh: '{layer} 的质量系数 q' },
} as const;

export interface CutControlsProps {
  /** The layer that the figure shows. Without it, layers can be chosen here where each has its own number. */
  readonly layer?: string;
}

/** How the reader says which weights go: rule, scope, and one number. */
export function CutControls(props: CutControlsProps) {
  const { settings: cut, change } = useSettings();
  const kernels = useDenseKernels();
  const layers = kernels.map((kernel) => kernel.layer);
  const [shown, show] = useShownLayer(layers);
  const layer = props.layer ?? shown;
  const say = useWords(words);
  const isLevel = cut.rule === 'level';
  const suffix = cut.scope === 'own' ? 'Own' : 'All';
  const scopes = SCOPES.filter((each) => toAllowedScope(cut.rule, each) === each);
  return (
    <>
      <Select
        label={say('rule')}
        value={cut.rule}
        options={RULES.map((id) => ({ id, label: say(id) }))}
        onChange={(rule) => change({ rule })}
      />
      <Select
        label={say('scope')}
        value={cut.scope}
        options={scopes.map((id) => ({ id, label: say(id) }))}
        onChange={(scope) => change({ scope })}
      />
      {props.layer === undefined && cut.scope === 'own' && (
        <LayerChoice layers={layers} shown={shown} onShow={show} />
      )}
      <Slider
        label={say(isLevel ? `level${suffix}` : `quality${suffix}`, { layer })}
        value={toLayerNumber(cut, layer)}
        onChange={(value) => change(toLayerChange(cut, layer, value))}
        min={0}
        max={isLevel ? MOST_LEVEL : MOST_QUALITY}
        step={isLevel ? 0.001 : 0.01}
        {...(isLevel ? { unit: '%', digits: 1 } : { digits: 2 })}
      />
    </>
  );
}
