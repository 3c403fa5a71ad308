/** F(2, 3) on seven numbers: two outputs of a filter of three, by six products and by four. */
export interface LineSteps {
  /** d0 - d2, d1 + d2, d2 - d1, d3 - d1 */
  readonly values: readonly number[];
  /** g0, (g0 + g1 + g2) / 2, (g0 - g1 + g2) / 2, g2 */
  readonly factors: readonly number[];
  readonly products: readonly number[];
  readonly outputs: readonly number[];
  readonly direct: readonly number[];
}

/** Inputs d and weights g. */
export interface LineNumbers {
  readonly inputs: readonly [number, number, number, number];
  readonly weights: readonly [number, number, number];
}

export const FIRST_NUMBERS: LineNumbers = { inputs: [1, 2, 4, 3], weights: [2, 1, -1] };

export function traceLine({ inputs: [d0, d1, d2, d3], weights: [g0, g1, g2] }: LineNumbers): LineSteps {
  const values = [d0 - d2, d1 + d2, d2 - d1, d3 - d1];
  const factors = [g0, (g0 + g1 + g2) / 2, (g0 - g1 + g2) / 2, g2];
  const products = values.map((value, i) => value * factors[i]!);
  const [m0, m1, m2, m3] = products as [number, number, number, number];
  return {
    values,
    factors,
    products,
    outputs: [m0 + m1 + m2, m1 - m2 + m3],
    direct: [d0 * g0 + d1 * g1 + d2 * g2, d1 * g0 + d2 * g1 + d3 * g2],
  };
}
