/** The forward pass of layers that run lists of layers side by side and join what they give. */
import * as tf from '@tensorflow/tfjs-core';
import type { BranchesSpec } from '../../spec/layers/branches.ts';
import type { ResidualSpec } from '../../spec/layers/residual.ts';
import type { Forward } from './row.ts';

const addAll = (outputs: readonly tf.Tensor[]) => outputs.reduce((sum, each) => tf.add(sum, each));

export const forwardResidual: Forward<ResidualSpec<unknown>> = (x, _, { runNested }) => addAll(runNested(x));

export const forwardBranches: Forward<BranchesSpec<unknown>> = (x, { join }, { runNested }) => {
  const outputs = runNested(x);
  return join === 'add' ? addAll(outputs) : tf.concat([...outputs], outputs[0]!.rank - 1);
};
