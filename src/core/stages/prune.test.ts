import { beforeAll, describe, expect, it } from 'vitest';
import type { PruneStage } from '../../recipe/schema.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { pruneNetwork } from './prune.ts';

beforeAll(startBackends);

const spec: ModelSpec = {
  name: 'depthwise',
  inputShape: [6, 6, 8],
  classes: 2,
  layers: [
    { kind: 'depthwiseConv2d', name: 'depthwise', kernelSize: 3, padding: 'same' },
    { kind: 'globalAveragePool' },
    { kind: 'dense', name: 'fc', units: 2 },
  ],
};

const KERNEL = 'depthwise/kernel';

const stage: PruneStage = {
  kind: 'prune',
  criterion: { kind: 'unit' },
  scope: 'layer',
  sparsity: 0.5,
  schedule: { kind: 'once' },
};

describe('pruneNetwork', () => {
  it('takes whole channels of a 3x3x8x1 depthwise kernel, those with the smallest norm', async () => {
    const network = Network.fromSnapshot(initializeModel(spec, 3));
    const channelsOf = (values: Float32Array) =>
      Array.from({ length: 8 }, (_, channel) => values.filter((_, place) => place % 8 === channel));
    const before = channelsOf(await network.readEffective(KERNEL));
    const norms = before.map((channel) => Math.hypot(...channel));
    const median = [...norms].sort((a, b) => a - b)[3]!;
    await pruneNetwork(network, stage, { seed: 1 });
    const after = channelsOf(await network.readEffective(KERNEL));
    expect(after.map((channel) => channel.every((value) => value === 0))).toEqual(
      norms.map((norm) => norm <= median),
    );
    for (const [index, channel] of after.entries())
      if (norms[index]! > median) expect(channel).toEqual(before[index]);
    network.dispose();
  });

  it('weighs a channel of a depthwise kernel as one column in the rate of a file', async () => {
    const network = Network.fromSnapshot(initializeModel(spec, 3));
    // Equal weights in six channels and one alone in a seventh: the lonely one costs most bits, and goes
    // first.
    const values = new Float32Array(72);
    for (let place = 0; place < 72; place++) if (place % 8 < 6) values[place] = 1;
    values[7] = 1;
    network.setValues(KERNEL, values);
    await pruneNetwork(
      network,
      { ...stage, criterion: { kind: 'rate' }, sparsity: { depthwise: 18 / 72 } },
      { seed: 1 },
    );
    const kept = await network.readEffective(KERNEL);
    expect(kept[7]).toBe(0);
    expect(kept.reduce((sum, value) => sum + value, 0)).toBe(54);
    network.dispose();
  });
});
