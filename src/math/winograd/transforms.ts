/**
 * The matrices of minimal filtering F(m, r): m outputs of a filter of r weights from m + r - 1 products
 * instead of m r (Winograd 1980; Lavin and Gray 2015, arXiv 1509.09308, section 4). They come from points by
 * the construction of Cook and Toom: two polynomials are multiplied through their values at m + r - 2 points
 * and at infinity, and a filter that slides is that product transposed.
 *
 * Here y = A' [(G g) * (B' d)], * product by product. Common factors are put where B' stays whole for whole
 * points: a row of B' is the product of (x - p) over the other points, and G is divided by the value of that
 * at its own point. The sign of that value goes to B', so rows of G begin with what is not negative.
 */
import {
  addFractions,
  divideFractions,
  type Fraction,
  multiplyFractions,
  negateFraction,
  ONE,
  toFraction,
  toText,
  ZERO,
} from './fraction.ts';

export type FractionMatrix = readonly (readonly Fraction[])[];

export interface WinogradTransforms {
  /** Outputs of a tile's side. */
  readonly outputs: number;
  /** Weights of the filter's side. */
  readonly taps: number;
  /** Inputs of a tile's side, m + r - 1, and products. */
  readonly inputs: number;
  /** A', [outputs, inputs] */
  readonly output: FractionMatrix;
  /** G, [inputs, taps] */
  readonly kernel: FractionMatrix;
  /** B', [inputs, inputs] */
  readonly input: FractionMatrix;
}

/** Points in the order in which they are usually taken: the smaller the numbers, the smaller the errors. */
const POINTS: readonly Fraction[] = [
  ...[0, 1, -1, 2, -2].map((whole) => toFraction(whole)),
  ...[
    toFraction(1, 2),
    toFraction(-1, 2),
    toFraction(4),
    toFraction(-4),
    toFraction(1, 4),
    toFraction(-1, 4),
  ],
];

/** Outputs for which there are points enough with three taps. */
export const MOST_OUTPUTS = POINTS.length - 1;

/**
 * @param outputs m, at least 1
 * @param taps r, at least 1
 * @param points m + r - 2 different ones beside infinity
 * @throws RangeError where sizes are not whole and positive, or the points are not so many or not different
 */
export function deriveTransforms(
  outputs: number,
  taps: number,
  points: readonly Fraction[] = POINTS.slice(0, Math.max(0, outputs + taps - 2)),
): WinogradTransforms {
  for (const [name, value] of Object.entries({ outputs, taps })) {
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${name} must be a positive whole number, got ${value}`);
  }
  const inputs = outputs + taps - 1;
  const texts = points.map(toText);
  if (points.length !== inputs - 1)
    throw new RangeError(`F(${outputs}, ${taps}) needs ${inputs - 1} points, got ${points.length}`);
  const twice = texts.find((text, i) => texts.indexOf(text) < i);
  if (twice !== undefined) throw new RangeError(`points must be different, got ${twice} twice`);
  const rows = points.map((point, own) => {
    const others = points.filter((_, i) => i !== own);
    const basis = multiplyRoots(others);
    const value = evaluate(basis, point);
    const isNegative = value.numerator < 0n;
    return {
      input: pad(isNegative ? basis.map(negateFraction) : basis, inputs),
      kernel: listPowers(point, taps).map((power) =>
        divideFractions(power, isNegative ? negateFraction(value) : value),
      ),
      output: listPowers(point, outputs),
    };
  });
  const infinity = { input: multiplyRoots(points), kernel: lastOf(taps), output: lastOf(outputs) };
  const all = [...rows, infinity];
  return {
    outputs,
    taps,
    inputs,
    input: all.map(({ input }) => input),
    kernel: all.map(({ kernel }) => kernel),
    output: Array.from({ length: outputs }, (_, row) => all.map(({ output }) => output[row]!)),
  };
}

/** Coefficients of the product of (x - root), lowest power first. */
function multiplyRoots(roots: readonly Fraction[]): Fraction[] {
  let product = [ONE];
  for (const root of roots) {
    const shifted = [ZERO, ...product];
    product = shifted.map((each, power) =>
      addFractions(each, multiplyFractions(negateFraction(root), product[power] ?? ZERO)),
    );
  }
  return product;
}

function evaluate(coefficients: readonly Fraction[], point: Fraction): Fraction {
  return coefficients.reduceRight((sum, each) => addFractions(multiplyFractions(sum, point), each), ZERO);
}

function listPowers(point: Fraction, count: number): Fraction[] {
  const powers = [ONE];
  while (powers.length < count) powers.push(multiplyFractions(powers.at(-1)!, point));
  return powers;
}

const pad = (row: readonly Fraction[], length: number): Fraction[] =>
  Array.from({ length }, (_, i) => row[i] ?? ZERO);

const lastOf = (length: number): Fraction[] =>
  Array.from({ length }, (_, i) => (i === length - 1 ? ONE : ZERO));
