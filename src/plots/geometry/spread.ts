/**
 * Places for labels that want the same one, each as near to its wish as the others allow: the positions that
 * minimise the sum of squared shifts with no two labels touching and their order kept.
 *
 * Method: isotonic regression by pooling adjacent violators (Barlow et al., "Statistical Inference under
 * Order Restrictions", 1972), on the wishes less the room that the labels before them take.
 */
export interface SpreadItem {
  /** Wished centre. */
  readonly wish: number;
  readonly size: number;
}

/**
 * Centres in the order given. Labels stay within [from, to] if they fit there; if they don't they start at
 * `from` and run over.
 */
export function spreadLabels(items: readonly SpreadItem[], from: number, to: number): number[] {
  const order = items.map((_, i) => i).sort((a, b) => items[a]!.wish - items[b]!.wish || a - b);
  const room = items.reduce((sum, item) => sum + item.size, 0);
  const slack = Math.max(0, to - from - room);

  const starts: number[] = [];
  let taken = 0;
  for (const i of order) {
    const item = items[i]!;
    starts.push(item.wish - item.size / 2 - taken - from);
    taken += item.size;
  }

  const blocks: { sum: number; count: number }[] = [];
  for (const start of starts) {
    let block = { sum: start, count: 1 };
    for (
      let last = blocks.at(-1);
      last && last.sum / last.count >= block.sum / block.count;
      last = blocks.at(-1)
    ) {
      block = { sum: last.sum + block.sum, count: last.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  }

  const centres = new Array<number>(items.length).fill(0);
  let at = 0;
  let offset = from;
  for (const block of blocks) {
    const start = Math.min(Math.max(block.sum / block.count, 0), slack);
    for (let k = 0; k < block.count; k++) {
      const i = order[at++]!;
      const size = items[i]!.size;
      centres[i] = offset + start + size / 2;
      offset += size;
    }
  }
  return centres;
}
