/**
 * The reader's cut: which weights go. One set of controls, in the link, that every figure of the lesson reads.
 */
import { useMemo } from 'react';
import { MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';
import { useLinkState } from '../../src/ui/lesson/context.tsx';
import { choiceParam, numberParam } from '../../src/ui/lesson/params.ts';
import { type ByLayer, byLayerParam } from '../parts/layers.ts';
import type { PruneInput } from './recipe.ts';

/** `level`: a fraction of the weights. `quality`: all below q times the layer's standard deviation. */
export const RULES = ['level', 'quality'] as const;
export type Rule = (typeof RULES)[number];

/** `global`: over all weights at once. `layer`: one number, applied within each layer. `own`: a number for each layer. */
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

const modelParam = choiceParam(MODEL_NAMES, 'lenet-300-100');
const ruleParam = choiceParam(RULES, 'level');
const scopeParam = choiceParam(SCOPES, 'global');
const levelParam = numberParam({ initial: 0.9, min: 0, max: MOST_LEVEL });
const qualityParam = numberParam({ initial: 1, min: 0, max: MOST_QUALITY, digits: 3 });
const ownLevelsParam = byLayerParam(MOST_LEVEL);
const ownQualitiesParam = byLayerParam(MOST_QUALITY);

export interface CutControls {
  readonly cut: Cut;
  readonly change: (change: Partial<Cut>) => void;
}

/** The cut and how to change it. A quality factor has no global scope: it falls back to one number within each layer. */
export function useCut(): CutControls {
  const [model, setModel] = useLinkState('model', modelParam);
  const [rule, setRule] = useLinkState('by', ruleParam);
  const [scope, setScope] = useLinkState('scope', scopeParam);
  const [level, setLevel] = useLinkState('level', levelParam);
  const [quality, setQuality] = useLinkState('q', qualityParam);
  const [ownLevels, setOwnLevels] = useLinkState('levels', ownLevelsParam);
  const [ownQualities, setOwnQualities] = useLinkState('qs', ownQualitiesParam);
  const cut = useMemo(
    () => ({ model, rule, scope: toAllowedScope(rule, scope), level, quality, ownLevels, ownQualities }),
    [model, rule, scope, level, quality, ownLevels, ownQualities],
  );
  return {
    cut,
    change: (next) => {
      if (next.model !== undefined) setModel(next.model);
      if (next.rule !== undefined) setRule(next.rule);
      if (next.scope !== undefined) setScope(next.scope);
      if (next.level !== undefined) setLevel(clamp(next.level, MOST_LEVEL));
      if (next.quality !== undefined) setQuality(clamp(next.quality, MOST_QUALITY));
      if (next.ownLevels !== undefined) setOwnLevels(next.ownLevels);
      if (next.ownQualities !== undefined) setOwnQualities(next.ownQualities);
    },
  };
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
  if (cut.scope !== 'own') return cut.rule === 'level' ? { level: value } : { quality: value };
  return cut.rule === 'level'
    ? { ownLevels: { ...cut.ownLevels, [layer]: clamp(value, MOST_LEVEL) } }
    : { ownQualities: { ...cut.ownQualities, [layer]: clamp(value, MOST_QUALITY) } };
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

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
