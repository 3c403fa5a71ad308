/**
 * Every Lloyd step of a start of k-means (`kmeans.ts`) on one layer, worked out at once, so that a figure can
 * play, step and go back.
 */
import { type CentroidStart, placeCentroids } from './clusterstart.ts';
import { stepLloyd } from './kmeans.ts';
import { createStream } from './random.ts';
import { meanBetween, type SortedValues, spreadBetween } from './sortedvalues.ts';

export interface TracePoint {
  readonly centroids: Float64Array;
  /** How many values are nearest to each centroid. */
  readonly counts: Uint32Array;
  /** Sum of squared distances of the values from these centroids. */
  readonly distortion: number;
}

/** Far more than a figure needs; most starts settle in a few hundred. */
const MOST_STEPS = 3000;

/** From the start to the first state that a step no longer changes, both included. */
export function traceStart(
  sorted: SortedValues,
  clusters: number,
  start: CentroidStart,
  seed: number,
): readonly TracePoint[] {
  const points: TracePoint[] = [];
  let centroids = placeCentroids(sorted, clusters, start, createStream(seed, 'trace'));
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const step = stepLloyd(sorted, centroids);
    points.push(toPoint(sorted, centroids, step.bounds));
    if (step.centroids.every((each, i) => each === centroids[i])) break;
    centroids = step.centroids;
  }
  return points;
}

/** How given centroids, such as the best ones, look in the same terms. */
export function toTracePoint(sorted: SortedValues, centroids: Float64Array): TracePoint {
  return toPoint(sorted, centroids, stepLloyd(sorted, centroids).bounds);
}

function toPoint(sorted: SortedValues, centroids: Float64Array, bounds: Uint32Array): TracePoint {
  const counts = new Uint32Array(centroids.length);
  let distortion = 0;
  for (let i = 0; i < centroids.length; i++) {
    const [from, to] = [bounds[i]!, bounds[i + 1]!];
    counts[i] = to - from;
    if (to === from) continue;
    const off = meanBetween(sorted, from, to) - centroids[i]!;
    distortion += spreadBetween(sorted, from, to) + (to - from) * off * off;
  }
  return { centroids, counts, distortion };
}

/** The steps at which playing stops for a frame: one by one at first, then further and further apart. */
export function pickFrames(last: number): readonly number[] {
  const frames = [0];
  for (let at = 1; at < last; at = Math.max(at + 1, Math.round(at * 1.18))) frames.push(at);
  if (last > 0) frames.push(last);
  return frames;
}
