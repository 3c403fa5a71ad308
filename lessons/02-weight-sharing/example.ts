/**
 * The worked example of Deep Compression (Han, Mao, Dally, arXiv 1510.00149, figure 3): sixteen weights on
 * four values, and one step of their training. The four values are the means of their groups; the test works
 * all of it out again.
 */

export const EXAMPLE = {
  rows: 4,
  columns: 4,
  weights: [2.09, -0.98, 1.48, 0.09, 0.05, -0.14, -1.08, 2.12, -0.91, 1.92, 0, -1.03, 1.87, 0, 1.53, 1.49],
  codes: [3, 0, 2, 1, 1, 1, 0, 3, 0, 3, 1, 0, 3, 1, 2, 2],
  centroids: [-1, 0, 1.5, 2],
  gradients: [
    -0.03, -0.01, 0.03, 0.02, -0.01, 0.01, -0.02, 0.12, -0.01, 0.02, 0.04, 0.01, -0.07, -0.02, 0.01, -0.02,
  ],
  /** The learning rate with which the figure's last column comes out. */
  learningRate: 1,
  updated: [-0.97, -0.04, 1.48, 1.96],
} as const;
