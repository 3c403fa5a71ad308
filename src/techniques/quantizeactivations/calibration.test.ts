import { describe, expect, it } from 'vitest';
import type { LayerSpec } from '../../spec/layers/table.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { traceShapes } from '../../spec/shapes.ts';
import { listLayers } from '../../spec/walk.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { RangeFinder } from './calibration.ts';
import { CALIBRATION_RULES } from './options.ts';
import { planQuantizers } from './spec.ts';
import { putOnGrid, readActivationGrid, toActivationGrid } from './values.ts';

const find = (rule: (typeof CALIBRATION_RULES)[number], ...batches: number[][]) => {
  const finder = new RangeFinder({ rule, bits: 4 }, batches.flat().length);
  for (const batch of batches) finder.add(Float32Array.from(batch));
  return finder.finish();
};

describe('a range by calibration', () => {
  it('spans all values, or the averages of the ends of the batches', () => {
    const batches = [
      [-1, 0, 4],
      [-3, 1, 2],
    ];
    expect(find('extent', ...batches)).toEqual({ low: -3, high: 4 });
    expect(find('batchMeans', ...batches)).toEqual({ low: -2, high: 3 });
  });

  it('clips one side of a law with a bit more: 6.205 b at 4 bits, where b is the mean of those above zero', () => {
    // The zero of c / (3 4^5) - exp(-c), by hand: exp(-6.205) = 0.002019, 6.205 / 3072 = 0.002020.
    const values = [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 100];
    const high = find('laplace', values).high;
    expect(high).toBeCloseTo(6.205 * (120 / 21), 1);
  });

  it('takes an even sample of many values, which all channels are in', () => {
    const finder = new RangeFinder({ rule: 'percentile', bits: 8, share: 0.6 }, 2 ** 20);
    for (let batch = 0; batch < 16; batch++)
      finder.add(Float32Array.from({ length: 2 ** 16 }, (_, place) => place % 8));
    expect(finder.finish()).toEqual({ low: 1, high: 6 });
  });

  it.each(CALIBRATION_RULES)('refuses by %s what is not finite, and no images at all', (rule) => {
    expect(() => find(rule, [0, Number.NaN])).toThrow('calibration images give the value NaN');
    expect(() => find(rule, [1, Number.POSITIVE_INFINITY])).toThrow('the value Infinity');
    expect(() => find(rule)).toThrow('there are no calibration images');
  });

  it.each(CALIBRATION_RULES)('never makes a grid of no size by %s', (rule) => {
    for (const values of [[0, 0], [3, 3, 3], [-2], [1e-40], [1e-40, -1e-40]]) {
      for (const scheme of ['symmetric', 'restricted', 'asymmetric'] as const) {
        const grid = toActivationGrid(find(rule, values), 4, scheme);
        expect(grid.scale).toBeGreaterThan(0);
        expect(putOnGrid(Float32Array.from(values), grid).every(Number.isFinite)).toBe(true);
      }
    }
  });
});

describe('a grid of activations by hand', () => {
  it('has its zero point among 0 to 15 at 4 bits', () => {
    expect(toActivationGrid({ low: -1, high: 2 }, 4, 'asymmetric')).toMatchObject({
      scale: Math.fround(0.2),
      zeroPoint: 5,
    });
    expect(toActivationGrid({ low: 0, high: 3 }, 4, 'symmetric')).toMatchObject({
      scale: Math.fround(0.2),
      zeroPoint: 0,
    });
    expect(toActivationGrid({ low: -3, high: 1 }, 4, 'symmetric')).toMatchObject({
      scale: Math.fround(0.4),
      zeroPoint: 8,
    });
    const restricted = toActivationGrid({ low: -7, high: 1 }, 4, 'restricted');
    expect(restricted).toEqual({ scale: 1, zeroPoint: 8, least: 1, most: 15 });
    expect(readActivationGrid({ bits: 4, scheme: 'restricted' }, { step: 1, zeroPoint: 8 })).toEqual(
      restricted,
    );
  });

  it('rounds ties to the even whole number and clips at its ends', () => {
    const grid = readActivationGrid({ bits: 2 }, { step: 0.5, zeroPoint: 1 });
    const values = Float32Array.of(-3, -0.75, -0.25, 0.25, 0.75, 9);
    expect([...putOnGrid(values, grid)]).toEqual([-0.5, -0.5, 0, 0, 1, 1]);
  });
});

const options = { bits: 8, decay: 0, ranges: 'extent', scheme: 'asymmetric' } as const;

/** What each quantizer stands behind. */
const placesOf = (spec: ModelSpec) => planQuantizers(spec, options).added.map(({ of }) => of);

describe('where quantizers by rule stand', () => {
  it('is behind the images, and behind all that makes new values but the logits', () => {
    expect(placesOf(MODEL_ZOO['lenet-300-100'])).toEqual(['input', 'fc1', 'fc2']);
    expect(placesOf(MODEL_ZOO['lenet-5'])).toEqual(['input', 'conv1', 'conv2', 'fc1']);
  });

  it('is behind both ways into a sum, and behind the sum', () => {
    const places = placesOf(MODEL_ZOO['resnet-20']);
    expect(places.slice(0, 5)).toEqual([
      'input',
      'conv1',
      'stage1-block1-conv1',
      'stage1-block1-conv2',
      'stage1-block1',
    ]);
    expect(places).toContain('stage2-block1-skip');
    expect(places.at(-1)).toBe('globalAveragePool');
    expect(places).toHaveLength(1 + 1 + 9 * 3 + 2 + 1);
  });

  it('is behind relus that follow, and before batch norm that no weights can take in', () => {
    const layers: LayerSpec[] = [
      { kind: 'maxPool', size: 2, stride: 2 },
      { kind: 'batchNorm', name: 'first' },
      { kind: 'relu' },
      { kind: 'conv2d', name: 'conv', filters: 2, kernelSize: 3, padding: 'same' },
      { kind: 'relu' },
      { kind: 'batchNorm', name: 'second' },
      { kind: 'flatten' },
      { kind: 'dense', name: 'fc', units: 10 },
      { kind: 'relu' },
      { kind: 'dropout', rate: 0.5 },
    ];
    const spec: ModelSpec = { name: 'x', inputShape: [4, 4, 1], classes: 10, layers };
    const { after } = planQuantizers(spec, options);
    expect(after.layers.map((layer) => ('name' in layer ? layer.name : layer.kind))).toEqual([
      'input-grid',
      'maxPool',
      'first',
      'relu',
      'first-grid',
      'conv',
      'relu',
      'conv-grid',
      'second',
      'second-grid',
      'flatten',
      'fc',
      'relu',
      'dropout',
    ]);
    expect(planQuantizers(after, options).after).toEqual(after);
    expect(traceShapes(after).at(-1)!.output).toEqual([10]);
  });

  it('takes the places of quantizers that learn, and gives them back', () => {
    const learning = { ...options, ranges: 'learnt' } as const;
    const kinds = ({ layers }: ModelSpec) =>
      listLayers(layers).flatMap(({ layer }) =>
        layer.kind === 'quantizeActivation' ? [layer.range ?? 'learnt'] : [],
      );
    const [learnt, fixed] = [learning, options].map(
      (each) => planQuantizers(MODEL_ZOO['lenet-5'], each).after,
    );
    expect(kinds(learnt!)).toEqual(['learnt']);
    expect(planQuantizers(learnt!, options).after).toEqual(fixed);
    expect(planQuantizers(fixed!, learning).after).toEqual(learnt);
  });

  it('follows bits by what gives the values', () => {
    const bits = { input: 8, globalAveragePool: 8, others: 4 };
    const { added } = planQuantizers(MODEL_ZOO['resnet-20'], { ...options, bits });
    expect(added.filter(({ layer }) => layer.bits === 8).map(({ of }) => of)).toEqual([
      'input',
      'globalAveragePool',
    ]);
    const some = planQuantizers(MODEL_ZOO['lenet-5'], { ...options, bits: { conv1: 3 } });
    expect(some.added.map(({ of, layer }) => [of, layer.bits])).toEqual([['conv1', 3]]);
  });
});
