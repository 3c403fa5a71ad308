/** Reads what the theme's custom properties stand for, for canvas, which knows no styles. */
import type { Rgb } from '../geometry/color.ts';

/** A custom property's colour at this element, whatever syntax the theme wrote it in. Channels 0 to 255. */
export function readColor(element: HTMLElement, color: string): Rgb {
  const kept = element.style.color;
  element.style.color = color;
  const text = getComputedStyle(element).color;
  element.style.color = kept;
  const numbers = text.match(/[\d.]+/g)?.map(Number) ?? [];
  const scale = text.startsWith('color(') ? 255 : 1;
  return [(numbers[0] ?? 0) * scale, (numbers[1] ?? 0) * scale, (numbers[2] ?? 0) * scale];
}

/** A custom property's length in pixels. */
export function readPixels(element: HTMLElement, name: string, fallback: number): number {
  const value = Number.parseFloat(getComputedStyle(element).getPropertyValue(name));
  return Number.isFinite(value) ? value : fallback;
}

export function toCss([red, green, blue]: Rgb, alpha = 1): string {
  return `rgb(${red} ${green} ${blue} / ${alpha})`;
}
