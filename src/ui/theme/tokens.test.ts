import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The custom properties of one block of tokens.css. */
function readBlock(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries(
    [...block.matchAll(/(--fw-[\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>;
}

/** WCAG 2.2, "relative luminance". */
function toLuminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toContrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [toLuminance(a), toLuminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = [
  'text',
  'muted',
  'accent',
  'dense',
  'pruned',
  'retrained',
  'shared',
  'quantized',
  'distilled',
  'good',
  'bad',
];
const THEMES = [
  [':root', 4.5],
  [':root[data-theme="dark"]', 4.5],
  [':root[data-theme="projector"]', 7],
] as const;

describe.each(THEMES)('the theme %s', (selector, least) => {
  const tokens = readBlock(selector);

  it.each(TEXT)(`sets --fw-%s with a contrast of at least ${least} on paper and panel`, (name) => {
    const colour = tokens[`--fw-${name}`]!;
    expect(toContrast(colour, tokens['--fw-paper']!)).toBeGreaterThanOrEqual(least);
    expect(toContrast(colour, tokens['--fw-panel']!)).toBeGreaterThanOrEqual(least);
  });

  it('sets words on the accent and its wash legibly', () => {
    expect(toContrast(tokens['--fw-on-accent']!, tokens['--fw-accent']!)).toBeGreaterThanOrEqual(least);
    expect(toContrast(tokens['--fw-accent']!, tokens['--fw-accent-wash']!)).toBeGreaterThanOrEqual(least);
  });
});
