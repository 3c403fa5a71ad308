/**
 * Colours as every program knows them: `#rrggbb` and an opacity. A browser computes colours that were mixed
 * as `oklab(...)`, which other programs paint black; its canvas turns all of them into sRGB.
 */

export interface Paint {
  /** `#rrggbb`, `none`, or `url(#id)` of a pattern or gradient. */
  readonly color: string;
  readonly opacity: number;
}

const known = new Map<string, Paint>();

/** @param css a computed colour or paint */
export function toPaint(css: string): Paint {
  const paint = known.get(css) ?? resolvePaint(css);
  known.set(css, paint);
  return paint;
}

function resolvePaint(css: string): Paint {
  if (css === '' || css === 'none') return { color: 'none', opacity: 1 };
  const reference = /url\(["']?#([^"')]+)["']?\)/.exec(css);
  if (reference) return { color: `url(#${reference[1]})`, opacity: 1 };
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1, 1];
  const context = canvas.getContext('2d', { colorSpace: 'srgb' });
  if (!context) throw new Error('the browser gave no canvas to read a colour from');
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data as unknown as [
    number,
    number,
    number,
    number,
  ];
  return {
    color: `#${[red, green, blue].map((each) => each.toString(16).padStart(2, '0')).join('')}`,
    opacity: Math.round((1000 * alpha) / 255) / 1000,
  };
}
