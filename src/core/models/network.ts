/**
 * A network that is alive: the latent tensors of a spec, the transforms on them with what these learn
 * themselves, and tensors that only a loss term reads. Its plain-array form is the ModelSnapshot; everything
 * that outlives a worker goes through that.
 *
 * Ownership: a Network owns its tensors; `dispose` frees them all.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { isTrainable, type ModelSpec, type TensorInfo } from '../../spec/model.ts';
import { listTensors, sizeOf } from '../../spec/shapes.ts';
import type { TensorGrid, TensorSnapshot } from '../../spec/tensors.ts';
import type { Coding } from '../../techniques/code/stage.ts';
import type { TransformPart } from '../../techniques/transform.ts';
import { listGrids, listParameters, partOf, type TransformSnapshot } from '../../techniques/transforms.ts';
import { restoreTransform } from '../transforms/table.ts';
import { applyTransforms, type WeightTransform } from '../transforms/transform.ts';

/** A tensor that a transform learns, and the values that it starts with. */
export interface Parameter {
  readonly info: TensorInfo;
  readonly values: Float32Array;
}

export class Network {
  readonly spec: ModelSpec;
  /** The tensors that the spec lists: what inference reads. */
  readonly tensors: readonly TensorInfo[];
  /** How its file is coded; see `ModelSnapshot`. */
  coding: Coding | undefined;
  /** Grids that its values lay on when they were read from a file; see `ModelSnapshot`. */
  readonly #grids: readonly TensorGrid[];
  readonly #latent = new Map<string, tf.Tensor>();
  readonly #transforms = new Map<string, readonly WeightTransform[]>();
  #parameters: readonly TensorInfo[] = [];
  #auxiliary: readonly TensorInfo[] = [];

  private constructor(snapshot: ModelSnapshot) {
    this.spec = snapshot.spec;
    this.tensors = listTensors(snapshot.spec);
    this.#grids = snapshot.grids ?? [];
    this.#parameters = listParameters(snapshot.transforms, this.tensors);
    const given = new Map(snapshot.tensors.map((each) => [each.name, each]));
    const stored = [...this.tensors, ...this.#parameters];
    for (const { name, shape } of stored) {
      const values = given.get(name)?.values;
      if (values?.length !== sizeOf(shape)) {
        throw new Error(
          `the tensor ${name} must have ${sizeOf(shape)} values, got ${values?.length ?? 'none'}`,
        );
      }
    }
    for (const { name, shape } of stored) this.set(name, tf.tensor(given.get(name)!.values, [...shape]));
    for (const each of snapshot.transforms)
      this.addTransform(each.tensor, restoreTransform(each, this.info(each.tensor)));
    for (const { values, ...info } of snapshot.auxiliary ?? []) this.addAuxiliary(info, values);
    this.coding = snapshot.coding;
  }

  /** @throws when the snapshot's tensors are not those of its spec and its transforms */
  static fromSnapshot(snapshot: ModelSnapshot): Network {
    return new Network(snapshot);
  }

  /** What is known of any tensor of the network. */
  info(name: string): TensorInfo {
    const info = this.stored.find((each) => each.name === name);
    if (info === undefined) throw new Error(`${this.spec.name} has no tensor named ${name}`);
    return info;
  }

  /** All its tensors: the spec's, the transforms' own, and those that only a loss term reads. */
  get stored(): readonly TensorInfo[] {
    return [...this.tensors, ...this.#parameters, ...this.#auxiliary];
  }

  /** What a training pass reads and learns. What transforms learn themselves follows in their `pullBack`. */
  get trainable(): readonly TensorInfo[] {
    return [...this.tensors, ...this.#auxiliary].filter(({ role }) => isTrainable(role));
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

  /**
   * Puts a transform on a tensor in the place of the one that is the same part of it: a mask in that of the
   * mask, a grid in that of the grid.
   * @param parameters what the new one learns itself, with the values that it starts with
   */
  replaceTransform(name: string, transform: WeightTransform, parameters: readonly Parameter[] = []): void {
    const old = this.transforms(name);
    const part = partOf(transform.kind);
    const isReplaced = ({ kind }: WeightTransform) => partOf(kind) === part;
    for (const each of old) if (isReplaced(each)) each.dispose();
    this.#transforms.set(name, [...old.filter((each) => !isReplaced(each)), transform]);
    const before = this.#parameters;
    this.#parameters = listParameters(this.#listTransforms(), this.tensors);
    const left = new Set(this.#parameters.map((each) => each.name));
    for (const each of before) if (!left.has(each.name)) this.#free(each.name);
    for (const { info, values } of parameters) this.set(info.name, tf.tensor(values, [...info.shape]));
  }

  /** Adds a tensor that only a loss term reads. It learns, and is no part of the model's file. */
  addAuxiliary(info: TensorInfo, values: Float32Array): void {
    this.#auxiliary = [...this.#auxiliary.filter(({ name }) => name !== info.name), info];
    this.set(info.name, tf.tensor(values, [...info.shape]));
  }

  /** Frees what only loss terms read. */
  dropAuxiliary(): void {
    for (const { name } of this.#auxiliary) this.#free(name);
    this.#auxiliary = [];
  }

  #free(name: string): void {
    this.latent(name).dispose();
    this.#latent.delete(name);
  }

  /** The tensor as inference sees it. Caller disposes. */
  effective(name: string): tf.Tensor {
    return applyTransforms(this.latent(name), this.transforms(name), this.read);
  }

  /** The stored tensor's values in row-major order. */
  async readLatent(name: string): Promise<Float32Array> {
    return Float32Array.from(await this.latent(name).data<'float32'>());
  }

  /** The tensor's values after its transforms but one part of them, in row-major order. */
  async readBefore(name: string, part: TransformPart): Promise<Float32Array> {
    const others = this.transforms(name).filter(({ kind }) => partOf(kind) !== part);
    const tensor = applyTransforms(this.latent(name), others, this.read);
    const values = await tensor.data<'float32'>();
    tensor.dispose();
    return Float32Array.from(values, (value) => value + 0);
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
    const auxiliary: (TensorInfo & TensorSnapshot)[] = [];
    for (const info of this.#auxiliary) auxiliary.push({ ...info, values: await this.readLatent(info.name) });
    return {
      spec: this.spec,
      tensors: await this.#readAll([...this.tensors, ...this.#parameters], (name) => this.readLatent(name)),
      transforms: this.#listTransforms(),
      ...(auxiliary.length > 0 && { auxiliary }),
      ...(this.coding !== undefined && { coding: this.coding }),
      ...(this.#grids.length > 0 && { grids: this.#grids }),
    };
  }

  /** Effective values with no transforms: what a file holds. */
  async toEffectiveSnapshot(): Promise<ModelSnapshot> {
    const { tensors, transforms } = await this.toSnapshot();
    const grids = listGrids({ spec: this.spec, tensors, transforms }, this.#grids);
    return {
      spec: this.spec,
      tensors: await this.#readAll(this.tensors, (name) => this.readEffective(name)),
      transforms: [],
      ...(this.coding !== undefined && { coding: this.coding }),
      ...(grids.length > 0 && { grids }),
    };
  }

  async #readAll(
    infos: readonly TensorInfo[],
    read: (name: string) => Promise<Float32Array>,
  ): Promise<TensorSnapshot[]> {
    const tensors: TensorSnapshot[] = [];
    for (const info of infos) tensors.push({ ...info, values: await read(info.name) });
    return tensors;
  }

  #listTransforms(): TransformSnapshot[] {
    return [...this.#transforms.values()].flat().flatMap((each) => each.toSnapshot?.() ?? []);
  }

  dispose(): void {
    for (const tensor of this.#latent.values()) tensor.dispose();
    for (const transform of [...this.#transforms.values()].flat()) transform.dispose();
    this.#latent.clear();
    this.#transforms.clear();
  }
}
