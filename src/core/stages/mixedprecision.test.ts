import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { roundToFloat, SMALL_FLOATS } from '../../math/smallfloat.ts';
import type { RunEvent } from '../../protocol/events.ts';
import type { Precision } from '../../spec/layers/smallfloat.ts';
import type { LayerSpec } from '../../spec/model.ts';
import { listLayers } from '../../spec/walk.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { toSmallFloats } from '../../techniques/mixedprecision/spec.ts';
import { toEffectiveValues } from '../../techniques/transforms.ts';
import { drawValues } from '../../testing/kernels.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { runLayers } from '../models/forward.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { createSmallFloat } from '../transforms/smallfloat.ts';
import { applyMixedPrecision } from './mixedprecision.ts';

beforeAll(startBackends);

const HALVES = { weights: 'fp16', activations: 'fp16', gradients: 'fp16' } as const;
const train = tinyTrain({ epochs: 1, batchSize: 80 });
const isHalf = (value: number) => roundToFloat(SMALL_FLOATS.fp16, value) === value;

const runTiny = async (stages: Parameters<typeof tinyRecipe>[0]) => {
  const { events, done } = startTinyRun(tinyRecipe(stages));
  await done;
  return events;
};

describe.each(['wasm', 'cpu'])('a layer of small floats on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    return async () => void (await tf.setBackend('wasm'));
  });

  it('rounds values forward and gradients back, each to its own format', () => {
    const layer: LayerSpec = { kind: 'smallFloat', name: 'f', activations: 'e4m3', gradients: 'e5m2' };
    const [values, slopes] = [
      drawValues('values', 24),
      drawValues('slopes', 24).map((each) => each * 2 ** -14),
    ];
    const [forth, back] = tf.tidy(() => {
      const run = (x: tf.Tensor) => runLayers([layer], () => x, x);
      const x = tf.tensor(values, [2, 12]);
      const gradient = tf.grad((each) => tf.mul(run(each), tf.tensor(slopes, [2, 12])))(x);
      return [run(x), gradient].map((each) => Float32Array.from(each.dataSync<'float32'>()));
    });
    expect(forth).toEqual(values.map((each) => roundToFloat(SMALL_FLOATS.e4m3, each)));
    expect(back).toEqual(slopes.map((each) => roundToFloat(SMALL_FLOATS.e5m2, each)));
    expect(back!.some((each) => each === 0)).toBe(true);
  });
});

describe('a stage of mixed precision', () => {
  it('stands behind the images and whatever makes new values, and makes way for another one', () => {
    const spec = toSmallFloats(MODEL_ZOO['lenet-5'], HALVES);
    const names = spec.layers.flatMap((layer) => (layer.kind === 'smallFloat' ? [layer.name] : []));
    expect(names).toEqual(['input-float', 'conv1-float', 'conv2-float', 'fc1-float', 'fc2-float']);
    const again = toSmallFloats(spec, { activations: 'fp32', gradients: 'bf16' });
    expect(again.layers.map(({ kind }) => kind)).toEqual(spec.layers.map(({ kind }) => kind));
    expect(again.layers[0]).toMatchObject({ activations: 'fp32', gradients: 'bf16' });
    expect(toSmallFloats(again, { activations: 'fp32', gradients: 'fp32' })).toEqual(MODEL_ZOO['lenet-5']);
    const residual = listLayers(toSmallFloats(TINY_SPEC, HALVES).layers);
    expect(residual.filter(({ layer }) => layer.kind === 'smallFloat')).toHaveLength(8);
  });

  it('rounds kernels and biases as the page draws them, keeps batch norm, and comes back from its file', async () => {
    const before = tf.memory().numTensors;
    const plain = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    const network = await applyMixedPrecision(plain, { kind: 'mixedPrecision', ...HALVES, master: true });
    const snapshot = await network.toSnapshot();
    for (const { name, role } of network.tensors) {
      const [latent, effective] = [await plain.readLatent(name), await network.readEffective(name)];
      expect(await network.readLatent(name), name).toEqual(latent);
      expect(toEffectiveValues(snapshot, name), name).toEqual(effective);
      const isRounded = role === 'kernel' || role === 'bias';
      expect(effective, name).toEqual(
        isRounded ? latent.map((each) => roundToFloat(SMALL_FLOATS.fp16, each)) : latent,
      );
    }
    expect((await plain.readLatent('fc1/kernel')).every(isHalf)).toBe(false);
    const model = await network.toEffectiveSnapshot();
    const read = decodeModel(encodeModel(model).bytes);
    expect(read.spec).toEqual(model.spec);
    expect(read.tensors.map(({ values }) => values)).toEqual(model.tensors.map(({ values }) => values));
    plain.dispose();
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('trains, pauses, resumes and shares work to the same bits, its scale with it', async () => {
    const lossScale = { exponent: 24, every: 2 } as const;
    const snapshots = await expectSameBits(
      tinyRecipe([
        { kind: 'prune', sparsity: 0.3 },
        { kind: 'mixedPrecision' },
        tinyTrain({ epochs: 6, batchSize: 80, lossScale }),
      ]),
    );
    const { lossScale: state, model } = snapshots.findLast((each) => each.lossScale !== undefined)!;
    expect(state!.skipped).toBeGreaterThan(0);
    expect(model.tensors.every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });

  it('keeps stored weights and velocity small floats where there is no master copy', async () => {
    const events = await runTiny([{ kind: 'mixedPrecision', master: false }, train]);
    const { snapshot } = findEvent(events, 'epochEnded');
    for (const { name, role, values } of snapshot!.model.tensors)
      if (role === 'kernel' || role === 'bias') expect(values.every(isHalf), name).toBe(true);
    for (const { tensor, values } of snapshot!.optimizer!.slots)
      if (/kernel|bias/.test(tensor)) expect(values.every(isHalf), tensor).toBe(true);
    const withMaster = await runTiny([{ kind: 'mixedPrecision' }, train]);
    const kernel = findEvent(withMaster, 'epochEnded').snapshot!.model.tensors.find(
      ({ name }) => name === 'fc1/kernel',
    );
    expect(kernel!.values.every(isHalf)).toBe(false);
  });
});

describe('an update', () => {
  it('of under half a unit in the last place is lost without a master copy, and adds up with one', () => {
    const move = (master: boolean) => {
      const transform = createSmallFloat({
        kind: 'smallFloat',
        tensor: 'w',
        weights: 'fp16',
        gradients: 'fp16',
        master,
      });
      let latent: tf.Tensor = tf.scalar(1);
      // Above 1 the halves lie 2^-10 apart.
      for (let step = 0; step < 64; step++) {
        const moved = tf.add(latent, 2 ** -12);
        latent = transform.constrain?.(moved, () => moved) ?? moved;
      }
      return latent.dataSync()[0];
    };
    expect(tf.tidy(() => move(false) as never)).toBe(1);
    expect(tf.tidy(() => move(true) as never)).toBe(1 + 64 * 2 ** -12);
  });
});

describe('a scale of the loss', () => {
  it('changes no bit of a training in float32: powers of two only move exponents', async () => {
    const shaOf = async (options: Parameters<typeof tinyTrain>[0]) =>
      findEvent(await runTiny([tinyTrain({ epochs: 2, ...options })]), 'runEnded').ledger.weightsSha256;
    expect(await shaOf({ lossScale: { kind: 'static', exponent: 10 } })).toBe(await shaOf({}));
  });

  it('tells the loss as it is', async () => {
    const lossesOf = async (options: Parameters<typeof tinyTrain>[0]) =>
      (await runTiny([tinyTrain({ epochs: 1, ...options })])).flatMap((event) =>
        event.kind === 'stepsEnded' ? [...event.losses] : [],
      );
    expect(await lossesOf({ lossScale: { exponent: 12 } })).toEqual(await lossesOf({}));
  });

  it('brings gradients back that fall below the range of their format', async () => {
    const valuesOf = (events: RunEvent[]) => {
      const { tensors } = findEvent(events, 'runEnded').snapshot!.model;
      return tensors.flatMap(({ role, values }) => (role === 'kernel' ? [...values] : []));
    };
    const before = valuesOf(await runTiny([]));
    const countMoved = async (gradients: Precision, options: Parameters<typeof tinyTrain>[0] = {}) => {
      const optimizer = { kind: 'sgd', learningRate: 0.05 } as const;
      const after = valuesOf(
        await runTiny([
          { kind: 'mixedPrecision', weights: 'fp32', activations: 'fp32', gradients },
          tinyTrain({ epochs: 1, batchSize: 96, optimizer, ...options }),
        ]),
      );
      return after.filter((value, place) => value !== before[place]).length;
    };
    const whole = await countMoved('fp32');
    expect(await countMoved('e4m3')).toBeLessThan(0.98 * whole);
    expect(await countMoved('e4m3', { lossScale: { exponent: 5 } })).toBeGreaterThan(0.99 * whole);
  });

  it('leaves out a step that overflows, which breaks the weights where nobody looks', async () => {
    const events = await runTiny([
      { kind: 'mixedPrecision' },
      tinyTrain({ epochs: 1, lossScale: { kind: 'static', exponent: 24 } }),
    ]);
    const told = events.findLast((event) => event.kind === 'stepsEnded');
    const steps = Math.ceil(96 / 20);
    expect(told?.kind === 'stepsEnded' && told.lossScale).toMatchObject({ exponent: 24, skipped: steps });
    const started = await runTiny([{ kind: 'mixedPrecision' }]);
    expect(findEvent(events, 'runEnded').ledger.weightsSha256).toBe(
      findEvent(started, 'runEnded').ledger.weightsSha256,
    );
    const broken = await runTiny([
      { kind: 'mixedPrecision' },
      tinyTrain({ epochs: 1, lossScale: { kind: 'static', exponent: 24, skip: false } }),
    ]);
    const { reason, code, message } = findEvent(broken, 'runFailed');
    expect([reason, code]).toEqual(['notFinite', 'notFiniteScaled']);
    expect(message).toContain('the loss was scaled by 2^24, steps that overflow were taken');
  });
});
