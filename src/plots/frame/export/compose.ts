/**
 * One SVG that stands alone, of all that a figure drew: every svg and canvas in its plot, where it stands on
 * the page, under the title and above the finding. It is plain SVG 1.1 (standalone.ts), since the page's
 * sheets stay behind.
 */
import { wrapText } from '../../geometry/text.ts';
import { toPaint } from './paint.ts';
import { SVG, toFontFamily, toStandalone, XLINK } from './standalone.ts';

const MARGIN = 16;

export interface ComposedSvg {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

export function composeSvg(
  plot: HTMLElement,
  { title, finding, provenance }: { title: string; finding: string; provenance: unknown },
): ComposedSvg {
  endMotion(plot);
  const box = plot.getBoundingClientRect();
  const look = getComputedStyle(plot);
  const fontPx = Number.parseFloat(look.fontSize);
  const width = Math.ceil(box.width) + 2 * MARGIN;
  const titleLines = wrapText(title, box.width, fontPx * 1.12);
  const findingLines = wrapText(finding, box.width, fontPx);
  const top = MARGIN + titleLines.length * fontPx * 1.5 + fontPx * 0.4;
  const below = top + box.height + fontPx * 1.6;
  const height = Math.ceil(below + findingLines.length * fontPx * 1.4 + MARGIN - fontPx);

  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('version', '1.1');
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.append(toElement('title', {}, title), toElement('desc', {}, finding));
  if (provenance !== undefined) {
    svg.append(toElement('metadata', {}, JSON.stringify({ recipe: provenance })));
  }
  const paper = look.getPropertyValue('--plot-paper');
  svg.append(toElement('rect', { width, height, fill: toPaint(resolveColor(plot, paper)).color }));
  const text = { 'font-family': toFontFamily(look.fontFamily), fill: toPaint(look.color).color, x: MARGIN };
  for (const [i, line] of titleLines.entries()) {
    const y = MARGIN + fontPx * (1 + i * 1.5);
    svg.append(toElement('text', { ...text, y, 'font-size': fontPx * 1.12, 'font-weight': 600 }, line));
  }
  const drawing = toElement('g', { transform: `translate(${MARGIN},${top})` });
  svg.append(drawing);
  for (const part of plot.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg, canvas')) {
    if (part.parentElement?.closest('svg') || part.dataset.export === 'skip') continue;
    const at = part.getBoundingClientRect();
    const place = {
      x: at.left - box.left,
      y: at.top - box.top,
      width: at.width,
      height: at.height,
    };
    drawing.append(part instanceof HTMLCanvasElement ? toImage(part, place) : toStanding(part, place));
  }
  for (const words of plot.querySelectorAll<HTMLElement>('p')) {
    const at = words.getBoundingClientRect();
    drawing.append(toWords(words, at.left - box.left, at.top - box.top));
  }
  for (const [i, line] of findingLines.entries()) {
    svg.append(toElement('text', { ...text, y: below + i * fontPx * 1.4, 'font-size': fontPx }, line));
  }
  nameParts(svg);
  drawing.id = 'plot';
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}

type Place = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

function toImage(canvas: HTMLCanvasElement, place: Place): Element {
  const isCrisp = getComputedStyle(canvas).imageRendering === 'pixelated';
  const source = isCrisp ? enlarge(canvas, Math.ceil((2 * place.width) / Math.max(1, canvas.width))) : canvas;
  const image = toElement('image', { ...place, preserveAspectRatio: 'none' });
  image.setAttributeNS(XLINK, 'xlink:href', source.toDataURL('image/png'));
  return image;
}

/** Squares of `times` pixels, since a viewer of the file may smooth what it enlarges. */
function enlarge(canvas: HTMLCanvasElement, times: number): HTMLCanvasElement {
  const large = document.createElement('canvas');
  large.width = canvas.width * times;
  large.height = canvas.height * times;
  const context = large.getContext('2d');
  if (!context) return canvas;
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, large.width, large.height);
  return large;
}

function toStanding(source: SVGSVGElement, place: Place): Element {
  const copy = toStandalone(source);
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  copy.setAttribute('overflow', 'visible');
  return copy;
}

/** A line of text that stands beside the drawings. */
function toWords(words: HTMLElement, x: number, top: number): Element {
  const look = getComputedStyle(words);
  const size = Number.parseFloat(look.fontSize);
  const attributes = {
    x,
    y: top + size,
    'font-size': size,
    'font-family': toFontFamily(look.fontFamily),
    fill: toPaint(look.color).color,
  };
  return toElement('text', attributes, words.textContent ?? '');
}

/** What is on its way somewhere is drawn where it goes. */
function endMotion(plot: HTMLElement): void {
  for (const motion of plot.getAnimations({ subtree: true })) {
    if (Number.isFinite(motion.effect?.getComputedTiming().endTime)) motion.finish();
  }
}

/**
 * Short names for patterns, gradients and clips: those of the page hold letters that other programs refuse.
 */
function nameParts(svg: SVGSVGElement): void {
  const names = new Map<string, string>();
  for (const part of svg.querySelectorAll('[id]')) {
    const name = `part-${names.size + 1}`;
    names.set(part.id, name);
    part.id = name;
  }
  for (const element of svg.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const reference = /^url\(["']?#([^"')]+)["']?\)$/.exec(value)?.[1];
      const known = reference === undefined ? undefined : names.get(reference);
      if (known !== undefined) element.setAttribute(name, `url(#${known})`);
    }
  }
}

function resolveColor(near: HTMLElement, color: string): string {
  const probe = document.createElement('span');
  probe.style.color = color;
  near.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

function toElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): Element {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}
