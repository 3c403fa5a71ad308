/**
 * A drawing of the page as plain SVG 1.1: what sheets and styles say is written out as attributes that every
 * program reads. Places that a style's `transform` gave are written as `transform` attributes, colours as
 * sRGB, halos as a second text below, and centred text by its baseline.
 */
import { toPaint } from './paint.ts';

export const SVG = 'http://www.w3.org/2000/svg';
export const XLINK = 'http://www.w3.org/1999/xlink';

/** Attributes written where they differ from what SVG takes them for. */
const INITIAL: Readonly<Record<string, string>> = {
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'text-anchor': 'start',
  'font-weight': '400',
  'font-style': 'normal',
  opacity: '1',
  'image-rendering': 'auto',
};

/** Half of a capital's height: what lifts a baseline so that a text stands centred on its place. */
const CENTER_EM = 0.35;

/** Names that say something outside a browser: of these a machine has one. */
const SANS =
  "Helvetica, Arial, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const MONO = "Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

export function toFontFamily(computed: string): string {
  return /mono/i.test(computed) ? MONO : SANS;
}

/** The copy stands alone; what is marked `data-export="skip"`, or not to be seen, is left out. */
export function toStandalone(source: SVGSVGElement): SVGSVGElement {
  const copy = source.cloneNode(true) as SVGSVGElement;
  const from = [source, ...source.querySelectorAll<SVGElement>('*')];
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  const left: Element[] = [];
  for (const [i, element] of from.entries()) {
    const look = getComputedStyle(element);
    const isSeen = look.display !== 'none' && look.visibility !== 'hidden';
    if (!isSeen || element.dataset.export === 'skip') left.push(to[i]!);
    else writeLook(element, to[i]!, look);
  }
  for (const element of left) element.remove();
  return copy;
}

function writeLook(from: SVGElement, to: SVGElement, look: CSSStyleDeclaration): void {
  for (const name of [...to.attributes].map((each) => each.name)) {
    if (!isPlain(name)) to.removeAttribute(name);
  }
  if (from instanceof SVGGraphicsElement && look.transform !== 'none') writeTransform(from, to);
  if (to instanceof SVGStopElement) {
    const { color, opacity } = toPaint(look.getPropertyValue('stop-color'));
    to.setAttribute('stop-color', color);
    if (opacity < 1) to.setAttribute('stop-opacity', String(opacity));
    return;
  }
  for (const [name, initial] of Object.entries(INITIAL)) {
    const value = look.getPropertyValue(name);
    if (value === '' || value === initial) to.removeAttribute(name);
    else to.setAttribute(name, toPlainValue(value));
  }
  if (!(from instanceof SVGGeometryElement || from instanceof SVGTextContentElement)) return;
  writePaint(to, 'fill', look);
  writePaint(to, 'stroke', look);
  if (from.getAttribute('vector-effect') === 'non-scaling-stroke') unscaleStroke(from, to, look);
  if (from instanceof SVGTextContentElement) writeText(to, look);
}

/** Without the page's hooks, and without what SVG 1.1 does not have. */
function isPlain(name: string): boolean {
  return !/^(aria-|data-|on)|^(class|style|role|tabindex|focusable|vector-effect|paint-order|translate)$/.test(
    name,
  );
}

function toPlainValue(value: string): string {
  if (value === 'pixelated' || value === 'crisp-edges') return 'optimizeSpeed';
  return value.replace(/(\d)px/g, '$1');
}

/** From the element's place to its parent's, whatever origin and box the style turns it about. */
function writeTransform(from: SVGGraphicsElement, to: SVGElement): void {
  const own = from.getScreenCTM();
  const parent = (from.parentNode as SVGGraphicsElement).getScreenCTM?.();
  if (!own || !parent || from instanceof SVGSVGElement) return;
  const { a, b, c, d, e, f } = parent.inverse().multiply(own);
  const numbers = [a, b, c, d, e, f].map((each) => Number(each.toFixed(4)));
  to.setAttribute('transform', `matrix(${numbers.join(' ')})`);
}

function writePaint(to: SVGElement, kind: 'fill' | 'stroke', look: CSSStyleDeclaration): void {
  const { color, opacity } = toPaint(look.getPropertyValue(kind));
  const whole = opacity * Number(look.getPropertyValue(`${kind}-opacity`));
  to.setAttribute(kind, color);
  if (whole < 1 && color !== 'none') to.setAttribute(`${kind}-opacity`, String(Number(whole.toFixed(4))));
  else to.removeAttribute(`${kind}-opacity`);
  if (kind === 'stroke' && color !== 'none') to.setAttribute('stroke-width', toPlainValue(look.strokeWidth));
  else if (kind === 'stroke')
    for (const name of ['stroke', 'stroke-width', 'stroke-dasharray']) to.removeAttribute(name);
}

/** A line of the page's pixels inside a drawing that is scaled. */
function unscaleStroke(from: SVGElement, to: SVGElement, look: CSSStyleDeclaration): void {
  const matrix = from instanceof SVGGraphicsElement ? from.getScreenCTM() : null;
  const scale = matrix ? Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c)) : 1;
  to.setAttribute('stroke-width', String(Number((Number.parseFloat(look.strokeWidth) / scale).toFixed(5))));
}

function writeText(to: SVGElement, look: CSSStyleDeclaration): void {
  const size = Number.parseFloat(look.fontSize);
  to.setAttribute('font-size', String(Number(size.toFixed(3))));
  to.setAttribute('font-family', toFontFamily(look.fontFamily));
  to.removeAttribute('dominant-baseline');
  if (look.dominantBaseline === 'central' && to.localName === 'text') {
    to.setAttribute('dy', String(Number((CENTER_EM * size).toFixed(2))));
  }
  if (look.paintOrder.startsWith('stroke') && to.hasAttribute('stroke')) {
    const halo = to.cloneNode(true) as SVGElement;
    halo.setAttribute('fill', 'none');
    halo.setAttribute('aria-hidden', 'true');
    to.before(halo);
    for (const name of ['stroke', 'stroke-width', 'stroke-opacity', 'stroke-linejoin'])
      to.removeAttribute(name);
  }
}
