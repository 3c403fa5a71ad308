/** Where the ranges of activations come from. */
import type { GridScheme } from '../../math/lineargrid.ts';
import { RANGE_RULES } from '../../math/ranges.ts';

/** By rule, from the values that calibration images give. */
export const CALIBRATION_RULES = ['batchMeans', ...RANGE_RULES] as const;
export type CalibrationRule = (typeof CALIBRATION_RULES)[number];

/**
 * From the extent over calibration images: an average that training moves, or a step that is a power of two.
 */
export const EXTENT_SOURCES = ['moving', 'radix'] as const;

export const RANGE_SOURCES = ['learnt', 'dynamic', ...CALIBRATION_RULES, ...EXTENT_SOURCES, 'unit'] as const;
export type RangeSource = (typeof RANGE_SOURCES)[number];

const RULES: Readonly<Record<RangeSource, CalibrationRule | undefined>> = {
  learnt: undefined,
  dynamic: undefined,
  unit: undefined,
  moving: 'extent',
  radix: 'extent',
  batchMeans: 'batchMeans',
  extent: 'extent',
  percentile: 'percentile',
  deviations: 'deviations',
  leastSquares: 'leastSquares',
  gauss: 'gauss',
  laplace: 'laplace',
};

/** The rule by which ranges come from calibration images, where they do. */
export function toCalibrationRule(ranges: RangeSource): CalibrationRule | undefined {
  return RULES[ranges];
}

/** Where quantizers stand behind relus alone: they are of what lies above zero. */
export function isBehindRelus(ranges: RangeSource): boolean {
  return ranges === 'learnt' || ranges === 'unit';
}

/**
 * Ranges from the extent have zero in the middle, or at the end where nothing lies below it; one from 0 to 1
 * always has it at the end.
 */
export function toOwnScheme(ranges: RangeSource, scheme: GridScheme): GridScheme {
  if (ranges === 'unit') return 'asymmetric';
  const isSymmetric = (EXTENT_SOURCES as readonly string[]).includes(ranges);
  return isSymmetric && scheme === 'asymmetric' ? 'symmetric' : scheme;
}
