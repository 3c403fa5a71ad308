/**
 * The stored tensors of a model: what each is for, and what follows from that. A role is a row of one total
 * table, which says how its tensors start, whether they learn, and where they stand in a file.
 */

interface RoleRow {
  /** Whether training changes it by gradient; these are the values that count as parameters. */
  readonly trains: boolean;
  /** Whether an optimizer's weight decay and a stage's regularizer pull at it. */
  readonly decays: boolean;
  /** The part of a file that its values count to. */
  readonly filePart: 'weights' | 'biases';
  /**
   * The value that it is filled with at the start; `fanIn` draws kernels by the number of values that a unit
   * reads.
   */
  readonly initial: 'fanIn' | number;
}

const row = (trains: boolean, decays: boolean, filePart: RoleRow['filePart'], initial: RoleRow['initial']) =>
  ({ trains, decays, filePart, initial }) satisfies RoleRow;

/** What a stored tensor may be for. `kernel` tensors are the ones that compression works on. */
export const TENSOR_ROLES = {
  kernel: row(true, true, 'weights', 'fanIn'),
  bias: row(true, false, 'biases', 0),
  scale: row(true, false, 'biases', 1),
  shift: row(true, false, 'biases', 0),
  movingMean: row(false, false, 'biases', 0),
  movingVariance: row(false, false, 'biases', 1),
  /** A learned number of a quantizer: its step size or clipping bound. */
  quantizer: row(true, false, 'biases', 1),
} as const satisfies Readonly<Record<string, RoleRow>>;

export type TensorRole = keyof typeof TENSOR_ROLES;

/** How a parameter learns where it differs from the others. */
export interface TensorTraining {
  /** Factor on the optimizer's learning rate. */
  readonly rate: number;
  /** Weight decay in place of the optimizer's. */
  readonly decay: number;
}

/** One stored tensor of a model: `fc1/kernel`, its shape, and what it is for. */
export interface TensorInfo {
  readonly name: string;
  readonly layer: string;
  readonly role: TensorRole;
  readonly shape: readonly number[];
  /**
   * Units (filters, channels, neurons) of its layer. The value at a place in row-major order belongs to unit
   * place % units.
   */
  readonly units: number;
  /** Of parameters that a layer or a transform owns and that need a rate of their own. */
  readonly training?: TensorTraining;
  /** The value that it starts with, where that isn't its role's. */
  readonly initial?: number;
}

/** True for tensors that training changes by gradient, and that count as parameters. */
export function isTrainable(role: TensorRole): boolean {
  return TENSOR_ROLES[role].trains;
}

/**
 * One stored tensor with its values in row-major order. Kernels are the latent values, before any transform.
 * What else is known of a tensor follows from the spec (`listTensors`) and is not stored.
 */
export interface TensorSnapshot extends Pick<TensorInfo, 'name' | 'layer' | 'role' | 'shape'> {
  readonly values: Float32Array;
}

/**
 * The grid that the values of a tensor lie on: scale x (q - zero point), rounded once to float32, for whole q
 * from 0 to 2^bits - 1. A quantizer of signed integers has zero points of 2^(bits - 1); one whose levels lie
 * on both sides of zero has halves. Zero is +0: a tensor that holds -0 lies on no grid.
 */
export interface TensorGrid {
  readonly tensor: string;
  /** From 1 to 16. */
  readonly bits: number;
  /**
   * Positive, one for the whole tensor, for each unit (in row-major order the place modulo their number tells
   * the unit), or for each group of `groupSize` values in a row, the last of which may be shorter.
   */
  readonly scales: Float32Array;
  /** One for each scale: a whole number or a half, from 0 to below 2^bits. */
  readonly zeroPoints: Float32Array;
  readonly groupSize?: number;
}
