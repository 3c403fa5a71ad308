/** Some of the examples of a split, in their order, as a split of their own. */
import type { Examples } from './examples.ts';

/**
 * All but those of some classes: a transfer set (Hinton et al. 2015, arXiv 1503.02531, section 3) that a
 * student learns from without ever seeing these classes.
 * @param examples loaded, since their labels decide
 * @param classes indices
 * @throws Error where none is left
 */
export function leaveOutClasses(examples: Examples, classes: readonly number[]): Examples {
  const left = new Set(classes);
  const indices = [...Array(examples.count).keys()].filter((index) => !left.has(examples.labelAt(index)));
  if (indices.length === 0) {
    const names = classes.map((each) => examples.info.classes[each]).join(', ');
    throw new Error(`no training images are left without ${names}`);
  }
  return pickExamples(examples, Int32Array.from(indices));
}

function pickExamples(examples: Examples, indices: Int32Array): Examples {
  const toOwn = (index: number): number => {
    const own = indices[index];
    if (own === undefined)
      throw new RangeError(`the example must be an integer from 0 to ${indices.length - 1}, got ${index}`);
    return own;
  };
  const toOwns = (some: ArrayLike<number>) => Int32Array.from(some, toOwn);
  return {
    info: examples.info,
    count: indices.length,
    whenLoaded: () => examples.whenLoaded(),
    labelAt: (index) => examples.labelAt(toOwn(index)),
    imageAt: (index) => examples.imageAt(toOwn(index)),
    pack: (some) => examples.pack(toOwns(some)),
    fillBatch: (some, ...rest) => examples.fillBatch(toOwns(some), ...rest),
  };
}
