import { expect, it } from 'vitest';
import { loadCheckpoint } from '../../../tools/headless/engine.ts';
import { listFoldable, measureFold } from './fold.ts';

it('scales each channel by its batch norm, with the widest as one', async () => {
  const model = await loadCheckpoint('vgg-small');
  const [layer = ''] = listFoldable(model);
  const { before, after } = measureFold(model, layer)!;
  expect([Math.max(...before), Math.max(...after)]).toEqual([1, 1]);
  const read = (name: string) => model.tensors.find((each) => each.name === `${layer}-bn/${name}`)!.values;
  const factor = (channel: number) =>
    read('scale')[channel]! / Math.sqrt(read('movingVariance')[channel]! + 1e-5);
  // Two channels' ratio changes by the ratio of their factors.
  const change = after[1]! / after[0]! / (before[1]! / before[0]!);
  expect(change).toBeCloseTo(Math.abs(factor(1) / factor(0)), 6);
  expect(measureFold(model, 'no layer')).toBeNull();
});
