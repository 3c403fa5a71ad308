/**
 * Where a value stands on an axis: d3's scales under one face, with one more: `logComplement`, which spreads
 * the values near 1 by drawing 1 - x on a reversed logarithmic axis, since the sparsities worth looking at
 * are 90 to 99 %.
 */
import { scaleLinear, scaleLog, scaleSqrt } from 'd3-scale';
import type { Domain, ScaleKind } from '../types.ts';

export interface Scale {
  readonly kind: ScaleKind;
  readonly domain: Domain;
  readonly range: Domain;
  /**
   * Pixels. Values outside the domain are not clamped; on a log axis values of 0 and below are at its low
   * end.
   */
  toPixel(value: number): number;
  toValue(pixel: number): number;
  /** About `count` round values of the domain. */
  pickTicks(count: number): number[];
}

export function createScale(kind: ScaleKind, domain: Domain, range: Domain): Scale {
  switch (kind) {
    case 'linear':
    case 'sqrt': {
      const scale = (kind === 'linear' ? scaleLinear() : scaleSqrt()).domain(domain).range(range);
      return {
        kind,
        domain,
        range,
        toPixel: (value) => scale(value),
        toValue: (pixel) => scale.invert(pixel),
        pickTicks: (count) => (kind === 'linear' ? scale.ticks(count) : pickSqrtTicks(domain, count)),
      };
    }
    case 'log': {
      const scale = scaleLog().domain(domain).range(range);
      return {
        kind,
        domain,
        range,
        toPixel: (value) => (value > 0 ? scale(value) : range[0]),
        toValue: (pixel) => scale.invert(pixel),
        pickTicks: (count) => pickLogTicks(domain, count),
      };
    }
    case 'logComplement': {
      const scale = scaleLog()
        .domain([1 - domain[0], 1 - domain[1]])
        .range(range);
      return {
        kind,
        domain,
        range,
        toPixel: (value) => (value < 1 ? scale(1 - value) : range[1]),
        toValue: (pixel) => 1 - scale.invert(pixel),
        pickTicks: (count) => pickComplementTicks(domain, count),
      };
    }
  }
}

/** The domain that holds the extent and ends on round values. An extent without width is given one. */
export function roundDomain(kind: ScaleKind, [low, high]: Domain): Domain {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return kind === 'log' ? [0.1, 1] : [0, 1];
  if (kind === 'logComplement') return [Math.min(low, 0.999), Math.min(Math.max(high, low + 0.5), 0.9999)];
  if (kind === 'log') {
    const top = roundLog(Math.max(high, 1e-12), Math.ceil);
    const bottom = roundLog(low > 0 ? low : top / 1000, Math.floor);
    return bottom < top ? [bottom, top] : [bottom / 2, top * 2];
  }
  if (low === high) return low === 0 ? [0, 1] : low > 0 ? [0, low * 1.25] : [low * 1.25, 0];
  const [from, to] = scaleLinear().domain([low, high]).nice(6).domain();
  return [from!, to!];
}

/** To the next of 1, 2, 5 times a power of ten. */
function roundLog(value: number, round: (x: number) => number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const lead = value / power;
  const steps = [1, 2, 5, 10];
  const at =
    round === Math.ceil
      ? steps.find((step) => step >= lead - 1e-9)
      : steps.findLast((step) => step <= lead + 1e-9);
  return power * (at ?? 1);
}

function pickSqrtTicks([low, high]: Domain, count: number): number[] {
  // Below a hundredth of the top all ticks crowd together.
  const ticks = pickLogTicks([Math.max(low, high / 100), high], count - 1);
  return low <= 0 ? [0, ...ticks] : ticks;
}

/** Powers of ten and round values between; where hardly one lies in the domain, as on a linear axis. */
function pickLogTicks([low, high]: Domain, count: number): number[] {
  const ticks = pickPowers([low, high], count);
  return ticks.length > 1 ? ticks : scaleLinear().domain([low, high]).ticks(count);
}

function pickPowers([low, high]: Domain, count: number): number[] {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.ceil(Math.log10(high) - 1e-9);
  for (const leads of [[1, 2, 5], [1, 3], [1]]) {
    const ticks: number[] = [];
    for (let power = first; power <= last; power++) {
      for (const lead of leads) {
        const tick = Number(`${lead}e${power}`);
        if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) ticks.push(tick);
      }
    }
    if (ticks.length <= count || leads.length === 1) {
      const every = Math.ceil(ticks.length / Math.max(count, 1));
      return ticks.filter((_, i) => i % every === 0);
    }
  }
  return [];
}

const COMPLEMENTS = [
  [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995],
  [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999],
  [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999],
  [0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999],
  [0, 0.5, 0.9, 0.95, 0.99, 0.999],
  [0, 0.5, 0.9, 0.99, 0.999],
  [0, 0.9, 0.99, 0.999],
];

function pickComplementTicks([low, high]: Domain, count: number): number[] {
  const inside = COMPLEMENTS.map((each) => each.filter((tick) => tick >= low - 1e-9 && tick <= high + 1e-9));
  return inside.find((each) => each.length <= count) ?? inside.at(-1) ?? [];
}
