/**
 * A network that is alive: the latent tensors of a spec, and the transforms on them. Its plain-array form is
 * the ModelSnapshot; everything that outlives a worker goes through that.
 *
 * Ownership: a Network owns its tensors; `dispose` frees them all.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { isTrainable, type ModelSpec, type TensorInfo } from '../../spec/model.ts';
import { listTensors, sizeOf } from '../../spec/shapes.ts';
import type { TensorSnapshot } from '../../spec/tensor.ts';
import type { Coding } from '../../techniques/code/stage.ts';
import { restoreTransform } from '../transforms/table.ts';
import { applyTransforms, type WeightTransform } from '../transforms/transform.ts';

export class Network {
  readonly spec: ModelSpec;
  readonly tensors: readonly TensorInfo[];
  /** How its file is coded; see `ModelSnapshot`. */
  coding: Coding | undefined;
  readonly #latent = new Map<string, tf.Tensor>();
  readonly #transforms = new Map<string, readonly WeightTransform[]>();

  private constructor(snapshot: ModelSnapshot) {
    this.spec = snapshot.spec;
    this.tensors = listTensors(snapshot.spec);
    const given = new Map(snapshot.tensors.map((each) => [each.name, each]));
    for (const { name, shape } of this.tensors) {
      const values = given.get(name)?.values;
      if (values?.length !== sizeOf(shape)) {
        throw new Error(
          `the tensor ${name} must have ${sizeOf(shape)} values, got ${values?.length ?? 'none'}`,
        );
      }
    }
    for (const { name, shape } of this.tensors)
      this.set(name, tf.tensor(given.get(name)!.values, [...shape]));
    for (const each of snapshot.transforms)
      this.addTransform(each.tensor, restoreTransform(each, this.info(each.tensor)));
    this.coding = snapshot.coding;
  }

  /** @throws when the snapshot's tensors are not those of its spec */
  static fromSnapshot(snapshot: ModelSnapshot): Network {
    return new Network(snapshot);
  }

  info(name: string): TensorInfo {
    const info = this.tensors.find((each) => each.name === name);
    if (info === undefined) throw new Error(`${this.spec.name} has no tensor named ${name}`);
    return info;
  }

  get trainable(): readonly TensorInfo[] {
    return this.tensors.filter(({ role }) => isTrainable(role));
  }

  /** The stored tensor, before transforms. Owned by the network. */
  latent(name: string): tf.Tensor {
    const tensor = this.#latent.get(name);
    if (tensor === undefined) throw new Error(`${this.spec.name} has no tensor named ${name}`);
    return tensor;
  }

  /** `latent`, to be handed on. */
  readonly read = (name: string): tf.Tensor => this.latent(name);

  /** Replaces a stored tensor; the network takes ownership and frees the old one. */
  set(name: string, tensor: tf.Tensor): void {
    this.#latent.get(name)?.dispose();
    this.#latent.set(name, tf.keep(tensor));
  }

  /** Replaces a stored tensor by these values in row-major order. */
  setValues(name: string, values: Float32Array): void {
    this.set(name, tf.tensor(values, [...this.info(name).shape]));
  }

  transforms(name: string): readonly WeightTransform[] {
    return this.#transforms.get(name) ?? [];
  }

  addTransform(name: string, transform: WeightTransform): void {
    this.#transforms.set(name, [...this.transforms(name), transform]);
  }

  /** Replaces the transforms of one kind on a tensor by a new one. */
  replaceTransform(name: string, transform: WeightTransform): void {
    const old = this.transforms(name);
    for (const each of old) if (each.kind === transform.kind) each.dispose();
    this.#transforms.set(name, [...old.filter(({ kind }) => kind !== transform.kind), transform]);
  }

  /** The tensor as inference sees it. Caller disposes. */
  effective(name: string): tf.Tensor {
    return applyTransforms(this.latent(name), this.transforms(name), this.read);
  }

  /** The stored tensor's values in row-major order. */
  async readLatent(name: string): Promise<Float32Array> {
    return Float32Array.from(await this.latent(name).data<'float32'>());
  }

  /**
   * The tensor's values as inference sees them, in row-major order. A masked negative weight is -0 in the
   * arithmetic and 0 here: nothing downstream can tell, and files and hashes need one zero.
   */
  async readEffective(name: string): Promise<Float32Array> {
    const tensor = this.effective(name);
    const values = await tensor.data<'float32'>();
    tensor.dispose();
    return Float32Array.from(values, (value) => value + 0);
  }

  /** Latent values and transforms as plain arrays. */
  async toSnapshot(): Promise<ModelSnapshot> {
    const tensors: TensorSnapshot[] = [];
    for (const info of this.tensors) tensors.push({ ...info, values: await this.readLatent(info.name) });
    const transforms = [...this.#transforms.values()].flat().flatMap((each) => each.toSnapshot?.() ?? []);
    return { spec: this.spec, tensors, transforms, ...this.#coded() };
  }

  /** Effective values with no transforms: what a file holds. */
  async toEffectiveSnapshot(): Promise<ModelSnapshot> {
    const tensors: TensorSnapshot[] = [];
    for (const info of this.tensors) tensors.push({ ...info, values: await this.readEffective(info.name) });
    return { spec: this.spec, tensors, transforms: [], ...this.#coded() };
  }

  #coded(): { coding?: Coding } {
    return this.coding === undefined ? {} : { coding: this.coding };
  }

  dispose(): void {
    for (const tensor of this.#latent.values()) tensor.dispose();
    for (const transform of [...this.#transforms.values()].flat()) transform.dispose();
    this.#latent.clear();
    this.#transforms.clear();
  }
}
