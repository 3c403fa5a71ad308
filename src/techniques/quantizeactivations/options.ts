/** Where the ranges of activations come from. */
import { RANGE_RULES } from '../../math/ranges.ts';

/** By rule, from the values that calibration images give. */
export const CALIBRATION_RULES = ['batchMeans', ...RANGE_RULES] as const;
export type CalibrationRule = (typeof CALIBRATION_RULES)[number];

export const RANGE_SOURCES = ['learnt', 'dynamic', ...CALIBRATION_RULES] as const;
export type RangeSource = (typeof RANGE_SOURCES)[number];

/** Where ranges come from calibration images. */
export function isCalibrated(ranges: RangeSource): ranges is CalibrationRule {
  return (CALIBRATION_RULES as readonly string[]).includes(ranges);
}
