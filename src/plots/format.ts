/**
 * Numbers as text, with their unit, a no-break space before it, and as few digits as carry the meaning.
 * Counts of images and weights are written out; bytes are decimal (1 kB = 1,000 bytes), as file managers
 * count.
 */
import { format } from 'd3-format';

const NBSP = '\u00a0';
const MINUS = '\u2212';
const grouped = format(',.0f');

/** "239,580". */
export function formatCount(value: number): string {
  return grouped(value);
}

/** "1.64 %": up to `digits` decimals (default: fewer the larger the value), trailing zeros dropped. */
export function formatPercent(fraction: number, digits?: number): string {
  return `${toPercent(fraction, digits)}${NBSP}%`;
}

/** "1.64%": as Chinese sets it, without a space. */
export function formatClosePercent(fraction: number, digits?: number): string {
  return `${toPercent(fraction, digits)}%`;
}

function toPercent(fraction: number, digits: number | undefined): string {
  const percent = fraction * 100;
  const magnitude = Math.abs(percent);
  // 99.97 % must not be written as 100 %: near the ends every decimal counts.
  const near = Math.min(magnitude, Math.abs(100 - magnitude));
  const decimals = digits ?? (near < 10 ? 2 : near < 99.95 ? 1 : 0);
  return trimZeros(percent.toFixed(decimals));
}

/** "812 B", "1.07 MB". */
export function formatBytes(bytes: number): string {
  return formatWithUnit(bytes, ['B', 'kB', 'MB', 'GB'], 1000);
}

/** "172 µJ": an estimate in picojoules. */
export function formatEnergy(picojoules: number): string {
  return formatWithUnit(picojoules, ['pJ', 'nJ', 'µJ', 'mJ', 'J'], 1000);
}

/** "0.420 ms", "12.3 s": three digits, zeros kept, so that measured times line up. */
export function formatMs(ms: number): string {
  if (ms >= 10_000) return `${toMeasured(ms / 1000)}${NBSP}s`;
  if (ms > 0 && ms < 0.1) return `${toMeasured(ms * 1000)}${NBSP}µs`;
  return `${toMeasured(ms)}${NBSP}ms`;
}

/** "266 k", "40.8 M": a large count in three digits. */
export function formatShort(value: number): string {
  if (Math.abs(value) < 1000) return toDigits(value, 3);
  return formatWithUnit(value, ['', 'k', 'M', 'G', 'T'], 1000);
}

/** "−0.0312": a weight to four decimals. */
export function formatWeight(value: number): string {
  return withMinus(value.toFixed(4));
}

/** Three significant digits, trailing zeros dropped: for axes without a unit of their own. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1000) return withMinus(grouped(value).replace('-', MINUS));
  if (magnitude < 1e-4) {
    const power = Math.floor(Math.log10(magnitude));
    const digits = trimZeros((value / 10 ** power).toFixed(1));
    return `${withMinus(digits)}×10${toSuperscript(power)}`;
  }
  return toDigits(value, 3);
}

function formatWithUnit(value: number, units: readonly string[], base: number): string {
  let scaled = value;
  let unit = 0;
  // 999.6 kB rounds to 1 MB, not to "1000 kB".
  while (Math.abs(scaled) >= base - 0.5 && unit < units.length - 1) {
    scaled /= base;
    unit++;
  }
  const digits = unit === 0 ? grouped(scaled) : toDigits(scaled, 3);
  return units[unit] === '' ? digits : `${digits}${NBSP}${units[unit]}`;
}

function toDigits(value: number, digits: number): string {
  if (value === 0) return '0';
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  return withMinus(trimZeros(value.toFixed(Math.min(decimals, 20))));
}

function toMeasured(value: number): string {
  if (value === 0) return '0';
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(value))));
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function withMinus(text: string): string {
  return text.replace('-', MINUS);
}

function toSuperscript(power: number): string {
  return [...String(power)].map((each) => (each === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(each)]!)).join('');
}
