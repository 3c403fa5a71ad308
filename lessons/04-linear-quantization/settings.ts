/** The reader's grid: how many bits, where its ends lie, and what has a step size of its own. */
import { GRID_SCHEMES, type GridScheme } from '../../src/math/lineargrid.ts';
import { RANGE_RULES, type RangeOptions, type RangeRule } from '../../src/math/ranges.ts';
import { MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';
import { choiceParam, numberParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';

export const BITS = { min: 2, max: 8, step: 1, digits: 0 } as const;
export const DEVIATIONS = { min: 0.5, max: 12 } as const;
export const GRAINS = ['tensor', 'channel'] as const;

export interface Settings {
  readonly model: ModelName;
  /** Of a weight. */
  readonly bits: number;
  /** Where the ends of the grid come from. */
  readonly rule: RangeRule;
  /** On either side of the mean, for that rule: what the handles set. */
  readonly deviations: number;
  readonly scheme: GridScheme;
  /** What has a step size of its own. */
  readonly per: (typeof GRAINS)[number];
}

export const SETTINGS: ParamTable<Settings> = {
  model: param('model', choiceParam(MODEL_NAMES, 'lenet-5')),
  bits: param('bits', numberParam({ initial: 4, ...BITS })),
  rule: param('range', choiceParam(RANGE_RULES, 'extent')),
  deviations: param('clip', numberParam({ initial: 3, ...DEVIATIONS, digits: 3 })),
  scheme: param('scheme', choiceParam(GRID_SCHEMES, 'symmetric')),
  per: param('per', choiceParam(GRAINS, 'tensor')),
};

export function toRangeOptions({ rule, bits, deviations }: Settings): RangeOptions {
  return { rule, bits, deviations };
}
