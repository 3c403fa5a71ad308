/**
 * The width of a text, estimated from character classes of common sans faces, so that layout is a pure
 * function: the same on every machine, whatever its fonts. Errs on the wide side (up to a fifth on narrow
 * faces).
 */
const NARROW = /[.,:;'|!ijlIftr()[\]\s\u00a0]/;
const WIDE = /[MWmw@%—\u2212+=<>≤≥×…]/;
const FULL = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

/** In pixels. */
export function estimateTextWidth(text: string, fontPx: number): number {
  let em = 0;
  for (const each of text) {
    if (FULL.test(each)) em += 1;
    else if (NARROW.test(each)) em += 0.38;
    else if (WIDE.test(each)) em += 0.88;
    else if (each >= 'A' && each <= 'Z') em += 0.7;
    else em += 0.62;
  }
  return em * fontPx;
}

/**
 * Breaks at spaces (anywhere between full-width characters) so that no line is wider than `maxPx`, if it can
 * be helped.
 */
export function wrapText(text: string, maxPx: number, fontPx: number): string[] {
  const words =
    text.match(/[\u2e80-\ua4cf\uff00-\uff60][，。、：；）]?|[^\s\u2e80-\ua4cf\uff00-\uff60]+|\s/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && estimateTextWidth((line + word).trimEnd(), fontPx) > maxPx) {
      lines.push(line.trimEnd());
      line = word.trimStart();
    } else {
      line += word;
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
