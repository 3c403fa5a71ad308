/**
 * Where in a lesson's text the reader is, to the line: a block of a beat (a paragraph, an item, a heading)
 * and how far its top is from the window's. A translation has the same blocks in the same order, so a place
 * holds in both languages; it outlives a reload, and the way to another page and back.
 */
export interface Place {
  readonly beat: string;
  /** Index among the beat's blocks. */
  readonly block: number;
  /** Of the block's top in the window, in pixels; negative where it has begun above. */
  readonly top: number;
}

const BLOCKS = ':is(h1, h2, h3, h4, p, li, blockquote, table, .katex-display)';

/** A beat's blocks of text, without its figure's: those come later than the text, and change. */
function listBlocks(beat: Element): readonly Element[] {
  return [...beat.querySelectorAll(`${BLOCKS}:not([data-figure] *)`)];
}

/**
 * The last block that begins above a line of the window, in the beat that does. None while the text is not
 * laid out, as when another page is about to take its place: then everything seems to begin at the top.
 */
export function readPlace(root: ParentNode, lineY: number): Place | null {
  const begun = (elements: readonly Element[]) =>
    elements.findLastIndex((each) => each.getBoundingClientRect().top <= lineY);
  const beats = [...root.querySelectorAll<HTMLElement>('[data-beat]')].filter(isLaidOut);
  const beat = beats[begun(beats)];
  if (beat?.dataset.beat === undefined) return null;
  const blocks = listBlocks(beat);
  const block = Math.max(begun(blocks), 0);
  const found = blocks[block];
  if (found === undefined) return null;
  return { beat: beat.dataset.beat, block, top: found.getBoundingClientRect().top };
}

const isLaidOut = (element: Element) => element.getClientRects().length > 0;

/** Brings a place back to where it was in the window; false where the text has no such block. */
export function showPlace(root: ParentNode, { beat, block, top }: Place): boolean {
  const section = root.querySelector(`[data-beat="${CSS.escape(beat)}"]:not([hidden])`);
  const found = section === null ? undefined : listBlocks(section)[block];
  if (found === undefined) return false;
  window.scrollBy({ top: found.getBoundingClientRect().top - top, behavior: 'instant' });
  return true;
}

const keyOf = (lesson: string) => `featherweight.place.${lesson}`;

/** The place where a lesson was left in this tab. */
export function recallPlace(lesson: string): Place | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(lesson)) ?? 'null');
    return isPlace(kept) ? kept : null;
  } catch {
    return null; // The browser keeps nothing, or something else was kept there.
  }
}

export function keepPlace(lesson: string, place: Place): void {
  try {
    sessionStorage.setItem(keyOf(lesson), JSON.stringify(place));
  } catch {
    // The browser keeps nothing: the lesson opens at the beat of its address.
  }
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const { beat, block, top } = value as Partial<Record<keyof Place, unknown>>;
  return typeof beat === 'string' && Number.isInteger(block) && typeof top === 'number';
}
