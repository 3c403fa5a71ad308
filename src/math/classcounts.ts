/** Wrong answers class by class: which go wrong first, and what they are taken for. */
export interface ClassCount {
  readonly name: string;
  readonly tested: number;
  readonly wrong: number;
  /** Wrong in the net before the cut, scaled to the same number of images. */
  readonly before: number;
  /** The class most often answered in its place. */
  readonly mistakenFor: string | null;
}

/** Wrong answers by class; `denseAnswers` are those before the cut, to the same images or more. */
export function countClasses(
  classes: readonly string[],
  answers: Uint8Array,
  labels: Uint8Array,
  denseAnswers: Uint8Array | null,
): ClassCount[] {
  return classes.map((name, which) => {
    const instead = new Map<number, number>();
    let tested = 0;
    let wrong = 0;
    let before = 0;
    for (let index = 0; index < labels.length; index++) {
      if (labels[index] !== which) continue;
      tested++;
      if (denseAnswers !== null && denseAnswers[index] !== which) before++;
      const answer = answers[index]!;
      if (answer === which) continue;
      wrong++;
      instead.set(answer, (instead.get(answer) ?? 0) + 1);
    }
    const [top] = [...instead].sort((a, b) => b[1] - a[1]);
    const mistakenFor = top === undefined || top[1] < 3 ? null : (classes[top[0]] ?? null);
    return { name, tested, wrong, before, mistakenFor };
  });
}
