/**
 * A cluster stage as a row: how many values a layer may have, and where the centroids begin. Its form is an
 * editor of its own.
 */
import * as v from 'valibot';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import { choice, flag, integer, layerNames, number, perLayer } from '../../spec/rules.ts';
import { listBitMentions } from '../bits.ts';
import { defineStage } from '../stage.ts';

/** Where the centroids of a cluster stage begin: see `math/kmeans.ts`. */
export const CLUSTER_STARTS = ['linear', 'density', 'forgy', 'optimal'] as const;

const schema = v.strictObject({
  kind: v.literal('cluster'),
  /**
   * Each kernel gets at most 2^bits different values. A record gives bits by layer or by kind: `conv`, `fc`,
   * and `bias` for all biases, which are left alone otherwise; kernels without bits are left alone.
   */
  bits: perLayer(integer({ min: 1, max: RECIPE_LIMITS.clusterBits, what: 'the bits of a code' })),
  init: v.optional(choice(CLUSTER_STARTS, 'where centroids begin'), 'linear'),
  /**
   * What a bit of code costs, in mean squares of the tensor's weights: rare centroids are given up. Free
   * where absent. See `math/entropyclusters.ts`.
   */
  bitPrice: v.optional(number({ min: 0, max: 1, what: 'the price of a bit' })),
  /**
   * One of the codes stands for zero, for fillers between weights: a value less. EIE's elements want it so.
   */
  zeroCode: v.optional(flag('zeroCode')),
  /** Layers to leave alone. */
  except: v.optional(layerNames),
});

export type ClusterStage = v.InferOutput<typeof schema>;

export const cluster = defineStage({
  schema,
  title: { en: 'Share weights', zh: '权重共享' },
  add: { en: 'Add weight sharing', zh: '添加权重共享' },
  usual: { kind: 'cluster', bits: { conv: 8, fc: 5 }, init: 'linear' },
  fields: [],
  listLayers: listBitMentions,
});
