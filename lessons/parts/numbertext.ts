/** Numbers far from one, as a textbook writes them. */

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** "2⁻²³". */
export function toPower(base: number, power: number): string {
  const digits = [...String(Math.abs(power))].map((digit) => RAISED[Number(digit)]);
  return `${base}${power < 0 ? '⁻' : ''}${digits.join('')}`;
}

/** Seven digits; times a power of ten where the number is far from one. */
export function toShort(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (value === 0 || (size >= 1e-3 && size < 1e6)) return `${sign}${Number(size.toPrecision(7))}`;
  const [digits = '', power = ''] = size.toExponential(2).split('e');
  return `${sign}${digits} × ${toPower(10, Number(power))}`;
}
