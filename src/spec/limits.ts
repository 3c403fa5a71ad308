/** How large may a recipe be? */

/** Limits that keep a recipe from freezing a page. */
export const RECIPE_LIMITS = {
  epochs: 1000,
  batchSize: 4096,
  rounds: 100,
  stages: 200,
  clusterBits: 12,
  jsonBytes: 1_000_000,
} as const;
