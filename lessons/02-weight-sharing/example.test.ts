import { describe, expect, it } from 'vitest';
import { clusterValues, groupGradients } from '../../src/math/kmeans.ts';
import { EXAMPLE } from './example.ts';

describe('the worked example', () => {
  it('groups its weights as k-means does, and its values are the groups’ means', () => {
    const { centroids, codes } = clusterValues(Float32Array.from(EXAMPLE.weights), 4, 'linear');
    expect([...codes]).toEqual([...EXAMPLE.codes]);
    EXAMPLE.centroids.forEach((value, code) => {
      expect(centroids[code]!).toBeCloseTo(value, 6);
    });
  });

  it('ends at the published values, to their two digits', () => {
    const sums = groupGradients(EXAMPLE.codes, EXAMPLE.gradients, 4);
    EXAMPLE.updated.forEach((value, code) => {
      expect(EXAMPLE.centroids[code]! - EXAMPLE.learningRate * sums[code]!).toBeCloseTo(value, 10);
    });
  });
});
