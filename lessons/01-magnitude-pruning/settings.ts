/** The reader's cut: which weights go. */
import { MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';
import { choiceParam, numberParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice } from '../parts/dials.ts';
import { type ByLayer, byLayerParam } from '../parts/layers.ts';
import type { PruneInput } from './recipe.ts';

/** `level`: a fraction of the weights. `quality`: all below q times the layer's standard deviation. */
export type Rule = 'level' | 'quality';

/**
 * `global`: over all weights at once. `layer`: one number within each layer. `own`: a number for each layer.
 */
export type Scope = 'global' | 'layer' | 'own';

export const MOST = { level: 0.999, quality: 5 } as const;

export interface Cut {
  readonly model: ModelName;
  readonly rule: Rule;
  readonly scope: Scope;
  readonly level: number;
  readonly quality: number;
  readonly ownLevels: ByLayer;
  readonly ownQualities: ByLayer;
}

export const SETTINGS = {
  model: param('model', choiceParam(MODEL_NAMES, 'lenet-300-100')),
  rule: choice<Rule>('by', {
    label: { en: 'Choose weights by', zh: '按什么选权重' },
    initial: 'level',
    as: 'select',
    options: {
      level: { en: 'level: a fraction', zh: '比例：剪去多少' },
      quality: { en: 'quality factor: q·σ', zh: '质量系数：q·σ' },
    },
  }),
  scope: choice<Scope>('scope', {
    label: { en: 'Compare weights', zh: '在什么范围内比较' },
    initial: 'global',
    as: 'select',
    options: {
      global: { en: 'in the whole net', zh: '整个网络一起比较' },
      layer: { en: 'within each layer', zh: '每层各自比较' },
      own: { en: 'each layer its own number', zh: '每层单独设定' },
    },
  }),
  level: param('level', numberParam({ initial: 0.9, min: 0, max: MOST.level })),
  quality: param('q', numberParam({ initial: 1, min: 0, max: MOST.quality, digits: 3 })),
  ownLevels: param('levels', byLayerParam(MOST.level)),
  ownQualities: param('qs', byLayerParam(MOST.quality)),
} satisfies ParamTable<Cut>;

export const SCOPES = Object.keys(SETTINGS.scope.options) as readonly Scope[];

/** Layers keep their own numbers only as long as the net stays. */
export function toOfModel(): Partial<Cut> {
  return { ownLevels: {}, ownQualities: {} };
}

/** A quality factor has no global scope: it falls back to one number within each layer. */
export function settleCut(cut: Cut): Cut {
  return { ...cut, scope: toAllowedScope(cut.rule, cut.scope) };
}

export function toAllowedScope(rule: Rule, scope: Scope): Scope {
  return rule === 'quality' && scope === 'global' ? 'layer' : scope;
}

/** The number that a layer is pruned by: a level or a quality factor, as the rule says. */
export function toLayerNumber(cut: Cut, layer: string): number {
  if (cut.scope !== 'own') return cut[cut.rule];
  return (cut.rule === 'level' ? cut.ownLevels : cut.ownQualities)[layer] ?? cut[cut.rule];
}

/** The change that gives one layer its number; where layers are not set one by one, all get it. */
export function toLayerChange(cut: Cut, layer: string, value: number): Partial<Cut> {
  const number = Math.min(MOST[cut.rule], Math.max(0, value));
  if (cut.scope !== 'own') return { [cut.rule]: number };
  return cut.rule === 'level'
    ? { ownLevels: { ...cut.ownLevels, [layer]: number } }
    : { ownQualities: { ...cut.ownQualities, [layer]: number } };
}

/** The cut as a stage of a recipe. */
export function toPruneStage(cut: Cut, layers: readonly string[]) {
  const byLayer = () => Object.fromEntries(layers.map((layer) => [layer, toLayerNumber(cut, layer)]));
  const number = cut.scope === 'own' ? byLayer() : cut[cut.rule];
  return {
    kind: 'prune',
    criterion: { kind: 'magnitude' },
    scope: cut.scope === 'global' ? 'global' : 'layer',
    ...(cut.rule === 'level' ? { sparsity: number } : { qualityFactor: number }),
  } as const satisfies PruneInput;
}
