/**
 * By how much must some classes be shifted for the most right answers? Exactly: an image's answer changes but
 * once, where the best of the shifted classes overtakes the best of the others.
 */

/** An image: the shift at which its answer changes, and whether it is right before and after. */
interface Turn {
  readonly at: number;
  readonly isRightBelow: boolean;
  readonly isRightAbove: boolean;
}

/**
 * @param logits [images, classes]
 * @param labels of the images
 * @param shifted the classes that are shifted, all alike
 * @returns the middle of the widest range of shifts with the fewest wrong; 0 where that range holds it, or
 *     where no image turns. Beyond the outermost turns a range counts as 1 wide.
 */
export function chooseShift(
  logits: Float32Array,
  labels: ArrayLike<number>,
  shifted: readonly number[],
): { readonly by: number; readonly wrong: number } {
  const turns = listTurns(logits, labels, shifted).sort((one, other) => one.at - other.at);
  let wrong = turns.filter(({ isRightBelow }) => !isRightBelow).length;
  const first = turns[0]?.at ?? 0;
  let best = { from: first - 1, to: first - 1, wrong: Number.POSITIVE_INFINITY };
  let range = { from: first - 1, to: first, wrong };
  const keep = () => {
    const isWider = range.to - range.from > best.to - best.from;
    if (range.wrong < best.wrong || (range.wrong === best.wrong && isWider)) best = range;
  };
  for (const [index, { at, isRightBelow, isRightAbove }] of turns.entries()) {
    wrong += Number(isRightBelow) - Number(isRightAbove);
    const to = turns[index + 1]?.at ?? at + 1;
    if (to === at) continue;
    if (wrong === range.wrong) {
      range = { ...range, to };
      continue;
    }
    keep();
    range = { from: at, to, wrong };
  }
  keep();
  const holdsZero = best.from < 0 && best.to > 0;
  return { by: holdsZero ? 0 : (best.from + best.to) / 2, wrong: best.wrong };
}

function listTurns(logits: Float32Array, labels: ArrayLike<number>, shifted: readonly number[]): Turn[] {
  const classes = logits.length / labels.length;
  const others = [...Array(classes).keys()].filter((each) => !shifted.includes(each));
  return Array.from({ length: labels.length }, (_, image) => {
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const bestOf = (some: readonly number[]) =>
      some.reduce((best, each) => (row[each]! > (row[best] ?? Number.NEGATIVE_INFINITY) ? each : best), -1);
    const [below, above] = [bestOf(others), bestOf(shifted)];
    return {
      at: row[below]! - row[above]!,
      isRightBelow: labels[image] === below,
      isRightAbove: labels[image] === above,
    };
  });
}
