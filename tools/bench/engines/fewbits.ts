/**
 * Nets of few bits as the lab makes and runs them: in whole numbers alone, from bytes to logits, and with
 * layers that compare signs. Each is held against its own form in floats.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { foldModel, type WeightedNode } from '../../../src/core/infer/graph.ts';
import { InferencePlan } from '../../../src/core/infer/plan.ts';
import { buildIntegerModel } from '../../../src/core/integer/build.ts';
import { IntegerPlan } from '../../../src/core/integer/plan.ts';
import { Network } from '../../../src/core/models/network.ts';
import { freezeNetwork } from '../../../src/core/pass/freeze.ts';
import { binarizeNetwork } from '../../../src/core/stages/binarize.ts';
import { binarizeActivations } from '../../../src/core/stages/binarizeactivations.ts';
import { foldNormOf } from '../../../src/core/stages/foldnorm.ts';
import { quantizeNetwork } from '../../../src/core/stages/quantize.ts';
import { quantizeActivations } from '../../../src/core/stages/quantizeactivations.ts';
import { createLevels } from '../../../src/data/examples.ts';
import { kernelModuleOf } from '../../../src/kernels/module.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { STAGES } from '../../../src/techniques/stages.ts';
import type { InferTask } from './inference.ts';
import { drawModel } from './model.ts';
import { drawInput, drawTrainingImages, type Running, SAMPLE_IMAGES } from './task.ts';

const kernelsHere = () => kernelModuleOf(tf.backend() as BackendWasm);

/** A net of 8 bits after calibration on the images that it is timed on. */
export async function prepareWhole({ net, batch }: InferTask, device: string): Promise<Running> {
  const { examples, values } = drawTrainingImages(net, batch);
  const splits = { train: examples, validation: examples, test: examples };
  const parse = {
    weights: v.parse(STAGES.quantize.schema, { kind: 'quantize', bits: 8, per: 'channel', steps: 'extent' }),
    activations: v.parse(STAGES.quantizeActivations.schema, {
      ...{ kind: 'quantizeActivations', bits: 8, ranges: 'extent', images: batch },
    }),
  };
  const network = await quantizeActivations(
    await quantizeNetwork(await foldNormOf(Network.fromSnapshot(drawModel(net))), parse.weights),
    parse.activations,
    { splits, yieldThread: async () => undefined },
  );
  const model = buildIntegerModel(await network.toEffectiveSnapshot(), createLevels(examples.info));
  const plan = new IntegerPlan(kernelsHere(), model, batch);
  const { pixels } = examples.pack(Int32Array.from({ length: batch }, (_, image) => image));
  const { classes, inputShape } = MODEL_ZOO[net];
  const { scale, zeroPoint } = model.net.values.at(-1)!.grid;
  const sampled = Math.min(batch, SAMPLE_IMAGES);
  const sample = Array.from(
    plan.run(pixels).subarray(0, sampled * classes),
    (logit) => (logit - zeroPoint) * scale,
  );
  const expected = await answer(network, values, [sampled, ...inputShape]);
  network.dispose();
  return {
    ...{ device, images: batch, sample, expected },
    step: () => {
      plan.run(pixels);
      return undefined;
    },
    dispose: () => plan.dispose(),
  };
}

async function answer(
  network: Network,
  values: Float32Array,
  shape: [number, number, number, number],
): Promise<number[]> {
  const frozen = freezeNetwork(network);
  const images = tf.tensor4d(values.subarray(0, tf.util.sizeFromShape(shape)), shape);
  const logits = frozen.forward(images);
  const found = Array.from(await logits.data());
  tf.dispose([images, logits]);
  frozen.dispose();
  return found;
}

/** An XNOR-Net without its scaling map: binary weights on signs in all layers but the first and the last. */
export async function prepareSigns({ net, batch }: InferTask, device: string): Promise<Running> {
  const drawn = Network.fromSnapshot(drawModel(net));
  const inputs = v.parse(STAGES.binarizeActivations.schema, { kind: 'binarizeActivations', map: false });
  const network = await binarizeNetwork(
    await binarizeActivations(drawn, inputs),
    v.parse(STAGES.binarize.schema, { kind: 'binarize' }),
  );
  const graph = foldModel(await network.toEffectiveSnapshot());
  network.dispose();
  const images = drawInput(batch, graph.inputShape);
  const size = Math.min(batch, SAMPLE_IMAGES) * MODEL_ZOO[net].classes;
  const create = (methodOf: (node: WeightedNode) => 'signs' | 'float') =>
    new InferencePlan(kernelsHere(), graph, { batch, methodOf });
  const floats = create(() => 'float');
  const expected = Array.from(floats.run(images).subarray(0, size));
  floats.dispose();
  const plan = create(({ signs }) => (signs ? 'signs' : 'float'));
  return {
    ...{ device, images: batch, sample: Array.from(plan.run(images).subarray(0, size)), expected },
    step: () => {
      plan.run(images);
      return undefined;
    },
    dispose: () => plan.dispose(),
  };
}
