import { type LabSearch, writeSearch } from '../search.ts';

/**
 * Tells a link that only repeats what a page has read or written itself from one that is the reader's wish.
 * Figures that are drawn later tie more of the link to the page, so whole links are kept, and compared by the
 * parameters that are tied now.
 */
export class LinkEcho {
  #known: readonly LabSearch[] = [];

  /** The page has taken over this link; nothing before it counts any more. */
  read(link: LabSearch): void {
    this.#known = [link];
  }

  /** The page has written this link; the browser may still tell of earlier ones. */
  wrote(link: LabSearch): void {
    this.#known = [...this.#known, link];
  }

  /** @param keys the parameters that are tied to the page now */
  isEcho(link: LabSearch, keys: readonly string[]): boolean {
    const say = (each: LabSearch) => writeSearch(Object.fromEntries(keys.map((key) => [key, each[key]])));
    return this.#known.some((each) => say(each) === say(link));
  }
}
