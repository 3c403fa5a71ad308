/**
 * Answers softened by a temperature, and what a student learns from them (Hinton et al. 2015, arXiv
 * 1503.02531, section 2), in doubles, for one image or for classes of them: what a page opens down to its
 * arithmetic. Training has the same as tensors (`core/loss/softtargets.ts`).
 */

/** softmax(logits / temperature). */
export function soften(logits: ArrayLike<number>, temperature: number): number[] {
  const values = Array.from(logits);
  const largest = Math.max(...values);
  const powers = values.map((each) => Math.exp((each - largest) / temperature));
  const sum = powers.reduce((total, each) => total + each, 0);
  return powers.map((each) => each / sum);
}

/** Float32 has nothing smaller above zero: what a probability that came as zero is taken for. */
const LEAST = 2 ** -149;

/**
 * Logits that give these probabilities at temperature 1, the largest of them 0: a net's own less a constant,
 * which no softmax sees.
 */
export function toLogits(probabilities: ArrayLike<number>): number[] {
  const logs = Array.from(probabilities, (each) => Math.log(Math.max(each, LEAST)));
  const largest = Math.max(...logs);
  return logs.map((each) => each - largest);
}

/** -sum target log answer, in nats. */
export function crossEntropy(targets: ArrayLike<number>, answers: ArrayLike<number>): number {
  return Array.from(targets).reduce(
    (sum, target, at) => (target === 0 ? sum : sum - target * Math.log(Math.max(answers[at]!, LEAST))),
    0,
  );
}

/** What both parts of the loss say of one image. */
export interface TwoLosses {
  /** The student's answer at temperature 1, less the label's row with a single one. */
  readonly labelSlope: readonly number[];
  /** Student's and teacher's softened answers. */
  readonly student: readonly number[];
  readonly teacher: readonly number[];
  /** T (student - teacher): the slope of T^2 times the cross-entropy of the softened answers. */
  readonly softSlope: readonly number[];
  /** Cross-entropy with the label, and T^2 times that with the teacher's answers; nats. */
  readonly labelLoss: number;
  readonly softLoss: number;
}

export interface LossInputs {
  readonly student: ArrayLike<number>;
  readonly teacher: ArrayLike<number>;
  readonly label: number;
  readonly temperature: number;
}

/** Both parts, each as if it had the whole loss. @param inputs logits of both nets */
export function compareLosses({ student, teacher, label, temperature }: LossInputs): TwoLosses {
  const plain = soften(student, 1);
  const own = soften(student, temperature);
  const theirs = soften(teacher, temperature);
  return {
    labelSlope: plain.map((each, at) => each - (at === label ? 1 : 0)),
    student: own,
    teacher: theirs,
    softSlope: own.map((each, at) => temperature * (each - theirs[at]!)),
    labelLoss: -Math.log(Math.max(plain[label]!, LEAST)),
    softLoss: temperature ** 2 * crossEntropy(theirs, own),
  };
}

/** Euclidean length. */
export function lengthOf(values: readonly number[]): number {
  return Math.hypot(...values);
}

/**
 * The mean softened answer to the images of each class: row by row, what images of that class are answered
 * with.
 *
 * @param logits [images, classes]
 * @returns [classes, classes]; zeros for a class without an image
 */
export function averageAnswers(
  logits: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  temperature: number,
): Float32Array {
  const means = new Float64Array(classes * classes);
  const counts = new Uint32Array(classes);
  for (let image = 0; image < labels.length; image++) {
    const label = labels[image]!;
    counts[label]!++;
    soften(logits.subarray(image * classes, (image + 1) * classes), temperature).forEach((each, at) => {
      means[label * classes + at]! += each;
    });
  }
  return Float32Array.from(means, (sum, at) => sum / Math.max(1, counts[Math.floor(at / classes)]!));
}
