import { describe, expect, it } from 'vitest';
import { LIMITS } from '../protocol/limits.ts';
import { parseRecipe } from '../recipe/parse.ts';
import { countMacs } from '../spec/shapes.ts';
import { widenSpec } from '../spec/widen.ts';
import { MODEL_ZOO } from '../spec/zoo.ts';
import { FollowedRun } from './follow.ts';

/** ResNet-20 trained with batches of this many images, as wide as `widen` says. */
function toSilenceMs(batchSize: number, widen: number): number {
  const recipe = parseRecipe({
    ...{ version: 1, seed: 1, dataset: { name: 'cifar10' }, model: { name: 'resnet-20' } },
    start: { kind: 'random', widen },
    stages: [{ kind: 'train', epochs: 1, batchSize, optimizer: { kind: 'sgd', learningRate: 0.1 } }],
  });
  return new FollowedRun(1, { recipe }).toSilenceMs();
}

/** Three passes at half a billion products a second. */
const toStepMs = (macs: number, images: number) => (3 * macs * images) / 500_000;

describe('how long a worker may be silent', () => {
  it('is the usual limit where steps are short', () => {
    expect(toSilenceMs(1, 1)).toBe(LIMITS.silenceMs);
  });

  it('is a step of the net that runs, not of the one that it is widened from', () => {
    expect(toSilenceMs(512, 1)).toBeCloseTo(toStepMs(40_813_184, 512), 3);
    const wide = countMacs(widenSpec(MODEL_ZOO['resnet-20'], 2));
    expect(wide).toBeGreaterThan(3.5 * 40_813_184);
    expect(toSilenceMs(512, 2)).toBeCloseTo(toStepMs(wide, 512), 3);
  });
});
