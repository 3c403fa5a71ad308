/** How are gradients and values of very different sizes written? */

/** So many digits, with a true minus. */
export function toFixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** Three digits, and a power of ten where there are many zeros. */
export function toScientific(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 0.001 && size < 1000) return String(Number(value.toPrecision(3))).replace('-', '−');
  const [digits, exponent] = value.toExponential(2).split('e');
  return `${Number(digits)}e${Number(exponent)}`.replaceAll('-', '−');
}
