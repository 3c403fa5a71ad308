/** How large a recipe may be: limits that keep a foreign one from freezing a page. */

export const RECIPE_LIMITS = {
  /** 32 bits. */
  seed: 4_294_967_295,
  epochs: 1000,
  batchSize: 4096,
  rounds: 100,
  stages: 200,
  clusterBits: 12,
  jsonBytes: 1_000_000,
} as const;
