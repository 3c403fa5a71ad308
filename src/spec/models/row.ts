/**
 * What the lab knows of one of its nets: a row. The nets that lessons compress have more to say than those
 * that a recipe may only name.
 */
import type { DatasetName } from '../datasets.ts';
import type { ModelSpec } from '../model.ts';
import type { PublishedModel } from './published.ts';

export interface NetRow {
  readonly spec: ModelSpec;
  /** The images that it reads. */
  readonly dataset: DatasetName;
}

export interface ModelRow extends NetRow {
  /** What it is called in a sentence. */
  readonly title: string;
  /** What it is called where one of several is chosen. */
  readonly label: { readonly en: string; readonly zh: string };
  /** Training images of a quick retraining: what takes a few seconds on a laptop. */
  readonly quickExamples: number;
  /** Learning rate of a retraining, by Adam. The nets with batch norm take smaller steps. */
  readonly retrainRate: number;
  /** Learning rate of shared values, by Adam. */
  readonly centroidRate: number;
  /** What others reached with the same net; none where nobody else has published sizes of this very shape. */
  readonly published: readonly PublishedModel[];
}
