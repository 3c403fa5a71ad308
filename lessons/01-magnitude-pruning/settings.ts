/** The reader's cut: which weights go. */
import { MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';
import { choiceParam, numberParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { type ByLayer, byLayerParam } from '../parts/layers.ts';
import type { PruneInput } from './recipe.ts';

/** `level`: a fraction of the weights. `quality`: all below q times the layer's standard deviation. */
export const RULES = ['level', 'quality'] as const;
export type Rule = (typeof RULES)[number];

/**
 * `global`: over all weights at once. `layer`: one number, applied within each layer. `own`: a number for
 * each layer.
 */
export const SCOPES = ['global', 'layer', 'own'] as const;
export type Scope = (typeof SCOPES)[number];

export const MOST_LEVEL = 0.999;
export const MOST_QUALITY = 5;

export interface Cut {
  readonly model: ModelName;
  readonly rule: Rule;
  readonly scope: Scope;
  readonly level: number;
  readonly quality: number;
  readonly ownLevels: ByLayer;
  readonly ownQualities: ByLayer;
}

export const SETTINGS: ParamTable<Cut> = {
  model: param('model', choiceParam(MODEL_NAMES, 'lenet-300-100')),
  rule: param('by', choiceParam(RULES, 'level')),
  scope: param('scope', choiceParam(SCOPES, 'global')),
  level: param('level', numberParam({ initial: 0.9, min: 0, max: MOST_LEVEL })),
  quality: param('q', numberParam({ initial: 1, min: 0, max: MOST_QUALITY, digits: 3 })),
  ownLevels: param('levels', byLayerParam(MOST_LEVEL)),
  ownQualities: param('qs', byLayerParam(MOST_QUALITY)),
};

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
  const all = cut.rule === 'level' ? cut.level : cut.quality;
  if (cut.scope !== 'own') return all;
  return (cut.rule === 'level' ? cut.ownLevels : cut.ownQualities)[layer] ?? all;
}

/** The change that gives one layer its number; where layers are not set one by one, all get it. */
export function toLayerChange(cut: Cut, layer: string, value: number): Partial<Cut> {
  const isLevel = cut.rule === 'level';
  const number = Math.min(isLevel ? MOST_LEVEL : MOST_QUALITY, Math.max(0, value));
  if (cut.scope !== 'own') return isLevel ? { level: number } : { quality: number };
  return isLevel
    ? { ownLevels: { ...cut.ownLevels, [layer]: number } }
    : { ownQualities: { ...cut.ownQualities, [layer]: number } };
}

/** The cut as a stage of a recipe. */
export function toPruneStage(cut: Cut, layers: readonly string[]): PruneInput {
  const byLayer = () => Object.fromEntries(layers.map((layer) => [layer, toLayerNumber(cut, layer)]));
  const number = cut.scope === 'own' ? byLayer() : cut.rule === 'level' ? cut.level : cut.quality;
  return {
    kind: 'prune',
    criterion: { kind: 'magnitude' },
    scope: cut.scope === 'global' ? 'global' : 'layer',
    ...(cut.rule === 'level' ? { sparsity: number } : { qualityFactor: number }),
  };
}
