/**
 * One SVG that stands alone, of all that a figure drew: every svg and canvas in its plot, where it stands on
 * the page, under the title and above the finding. Styles are written out as attributes, since the page's
 * sheets stay behind.
 */
import { wrapText } from '../../geometry/text.ts';

const SVG = 'http://www.w3.org/2000/svg';
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'image-rendering',
  'visibility',
  'display',
];
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
  svg.setAttribute('xmlns', SVG);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.append(toElement('title', {}, title), toElement('desc', {}, finding));
  if (provenance !== undefined) {
    svg.append(toElement('metadata', {}, JSON.stringify({ recipe: provenance })));
  }
  const paper = look.getPropertyValue('--plot-paper');
  svg.append(toElement('rect', { width, height, fill: resolveColor(plot, paper) }));
  const text = { 'font-family': look.fontFamily, fill: look.color, x: MARGIN };
  for (const [i, line] of titleLines.entries()) {
    const y = MARGIN + fontPx * (1 + i * 1.5);
    svg.append(toElement('text', { ...text, y, 'font-size': fontPx * 1.12, 'font-weight': 600 }, line));
  }
  for (const part of plot.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg, canvas')) {
    if (part.parentElement?.closest('svg') || part.dataset.export === 'skip') continue;
    const at = part.getBoundingClientRect();
    const place = {
      x: at.left - box.left + MARGIN,
      y: at.top - box.top + top,
      width: at.width,
      height: at.height,
    };
    svg.append(part instanceof HTMLCanvasElement ? toImage(part, place) : toStanding(part, place));
  }
  for (const [i, line] of findingLines.entries()) {
    svg.append(toElement('text', { ...text, y: below + i * fontPx * 1.4, 'font-size': fontPx }, line));
  }
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}

type Place = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

function toImage(canvas: HTMLCanvasElement, place: Place): Element {
  const isCrisp = getComputedStyle(canvas).imageRendering === 'pixelated';
  const source = isCrisp ? enlarge(canvas, Math.ceil((2 * place.width) / Math.max(1, canvas.width))) : canvas;
  return toElement('image', { ...place, href: source.toDataURL('image/png'), preserveAspectRatio: 'none' });
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
  const copy = source.cloneNode(true) as SVGSVGElement;
  const from = [source, ...source.querySelectorAll<SVGElement>('*')];
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [i, element] of from.entries()) writeStyles(element, to[i]!);
  for (const skipped of copy.querySelectorAll('[data-export="skip"]')) skipped.remove();
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  copy.setAttribute('overflow', 'visible');
  return copy;
}

function writeStyles(from: SVGElement, to: SVGElement): void {
  const look = getComputedStyle(from);
  to.removeAttribute('class');
  to.removeAttribute('style');
  for (const name of [...to.attributes].map((each) => each.name)) {
    if (name.startsWith('aria-') || name === 'role' || name === 'tabindex') to.removeAttribute(name);
  }
  for (const name of STYLES) {
    const value = look.getPropertyValue(name);
    if (value && value !== 'none') to.setAttribute(name, value);
    else if (value === 'none' && (name === 'fill' || name === 'display')) to.setAttribute(name, value);
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
