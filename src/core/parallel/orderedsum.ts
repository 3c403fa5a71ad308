/**
 * How do several workers add up one sum to the same bits? Floating-point addition rounds, so the order
 * counts. Here it is a binary tree over the micro-shards that depends on their number alone: neighbours
 * first, then neighbouring pairs. A worker adds the subtrees that lie wholly in its share; whoever joins the
 * shares finishes the tree.
 */

/** The sum of the 2^level micro-shards from `start`, which is a multiple of 2^level. */
export interface SumNode<Value> {
  readonly start: number;
  readonly level: number;
  readonly value: Value;
}

export class OrderedSum<Value> {
  readonly #add: (left: Value, right: Value) => Value;
  readonly #nodes: SumNode<Value>[] = [];

  /** @param add takes ownership of both */
  constructor(add: (left: Value, right: Value) => Value) {
    this.#add = add;
  }

  /** Takes the next node from the left, and joins whatever is complete. */
  push(node: SumNode<Value>): void {
    let joined = node;
    for (;;) {
      const left = this.#nodes.at(-1);
      if (left === undefined || left.level !== joined.level || left.start % 2 ** (left.level + 1) !== 0)
        break;
      this.#nodes.pop();
      joined = { start: left.start, level: left.level + 1, value: this.#add(left.value, joined.value) };
    }
    this.#nodes.push(joined);
  }

  /** The subtrees so far, from the left. */
  get nodes(): readonly SumNode<Value>[] {
    return this.#nodes;
  }

  /**
   * The whole sum: subtrees that have no neighbour of their size are added from the right. @throws when
   * nothing was pushed
   */
  finish(): Value {
    const nodes = this.#nodes.splice(0);
    const last = nodes.pop();
    if (last === undefined) throw new Error('there is nothing to add up');
    return nodes.reduceRight((sum, { value }) => this.#add(value, sum), last.value);
  }
}
