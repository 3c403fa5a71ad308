/** What a net of whole numbers answers for each of many images, from their bytes. */
import type { Examples } from '../../data/examples.ts';
import { runIntegerNet } from '../../math/integernet.ts';
import type { IntegerModel } from './build.ts';

export interface IntegerAnswerOptions {
  /** How many images, from the first; all of them where absent. */
  readonly count?: number;
  /** Awaited between images; may throw to stop. */
  readonly yieldThread?: () => Promise<void>;
}

/** Images between two pauses. */
const PAUSE = 50;

/** The class with the largest logit of each image, the first of equals. The examples must be loaded. */
export async function answerInIntegers(
  { net, numbers }: IntegerModel,
  examples: Examples,
  { count = examples.count, yieldThread }: IntegerAnswerOptions = {},
): Promise<Uint8Array> {
  const answers = new Uint8Array(Math.min(count, examples.count));
  const channels = net.values[0]!.shape[2]!;
  for (let index = 0; index < answers.length; index++) {
    if (index % PAUSE === 0) await yieldThread?.();
    const bytes = examples.imageAt(index);
    const logits = runIntegerNet(
      net,
      bytes.map((byte, at) => numbers[(at % channels) * 256 + byte]!),
    ).at(-1)!;
    answers[index] = logits.reduce((best, logit, label) => (logit > logits[best]! ? label : best), 0);
  }
  return answers;
}
