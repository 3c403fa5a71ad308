/**
 * Fixed data for the gallery: the shapes that real runs give, made from seeds, so that every screenshot is of
 * the same figure. None of it is a measurement, and the gallery says so.
 */
import { estimateEnergy } from '../../math/energy.ts';
import { createStream } from '../../math/random.ts';
import { findThreshold } from '../../math/select.ts';
import type { LedgerFigures } from '../geometry/bars.ts';
import type { LineSeries } from '../geometry/lines.ts';
import type { StreamSeries } from '../geometry/panels.ts';

export const INPUTS = 784;
export const UNITS = 300;

function drawNormal(stream: ReturnType<typeof createStream>): number {
  // Irwin-Hall of four: near enough for a picture.
  return (stream.nextFloat() + stream.nextFloat() + stream.nextFloat() + stream.nextFloat() - 2) * 1.732;
}

/** A first layer's weights: larger where digits have ink, so that 28 bands show once it is pruned. */
function createDenseWeights(): Float32Array {
  const stream = createStream(1, 'gallery weights');
  const values = new Float32Array(INPUTS * UNITS);
  for (let pixel = 0; pixel < INPUTS; pixel++) {
    const [row, column] = [Math.floor(pixel / 28) - 13.5, (pixel % 28) - 13.5];
    const spread = 0.018 + 0.055 * Math.exp(-(row * row + column * column * 1.3) / 90);
    for (let unit = 0; unit < UNITS; unit++) values[pixel * UNITS + unit] = drawNormal(stream) * spread;
  }
  return values;
}

export const denseWeights = createDenseWeights();
const cut = findThreshold(denseWeights, Math.round(denseWeights.length * 0.09));
export const prunedWeights = denseWeights.map((each) => (Math.abs(each) < cut ? 0 : each));

/** Retraining moves the survivors outwards and spreads them. */
function createRetrainedWeights(): Float32Array {
  const stream = createStream(1, 'gallery retraining');
  return prunedWeights.map((each) => (each === 0 ? 0 : each * 1.12 + drawNormal(stream) * 0.022));
}

export const retrainedWeights = createRetrainedWeights();

const SPARSITIES = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99];

function toCurve(
  id: string,
  label: string,
  rise: (sparsity: number) => number,
  look: Pick<LineSeries, 'variant' | 'dash' | 'marker'>,
  known = SPARSITIES.length,
): LineSeries {
  const points = SPARSITIES.map((x, i) => {
    const error = Math.min(0.9, 0.0164 + rise(x));
    return i < known ? { x, y: error, note: `${Math.round(error * 10_000)} / 10,000` } : { x, y: null };
  });
  return { id, label, points, ...look };
}

export const sparsityCurves: readonly LineSeries[] = [
  toCurve('none', 'no retraining', (s) => 0.4 * (s / 0.9) ** 14 + 0.002 * s ** 3, {
    variant: 'pruned',
  }),
  toCurve('l1', 'L1, retrained', (s) => 0.02 * s ** 18 + 0.0015 * s, {
    variant: 'retrained',
    dash: 'dashed',
    marker: 'diamond',
  }),
  toCurve('l2', 'L2, retrained', (s) => 0.014 * s ** 20 - 0.0006 * s, { variant: 'retrained' }),
  toCurve('iterative', 'L2, iterative', (s) => 0.006 * s ** 30 - 0.0012 * s, { variant: 'shared' }, 10),
];

function createStreamOf(
  id: string,
  label: string,
  count: number,
  toValue: (t: number) => number,
): StreamSeries {
  const stream = createStream(1, 'gallery loss', id);
  const steps = Float64Array.from({ length: count }, (_, i) => i * 10);
  const values = steps.map((_, i) => {
    const clean = toValue(i / count);
    return Math.max(0.004, clean * (1 + 0.35 * drawNormal(stream)));
  });
  return { id, label, variant: 'accent', steps, values };
}

export const lossStream = createStreamOf(
  'loss',
  'training loss',
  420,
  (t) => 0.05 + 2.2 * Math.exp(-t * 22) + 0.25 * (1 - t) ** 3,
);
export const errorStream: StreamSeries = {
  id: 'test',
  label: 'test error',
  variant: 'retrained',
  steps: [600, 1200, 1800, 2400, 3000, 3600, 4190],
  values: [0.058, 0.041, 0.033, 0.029, 0.0262, 0.0241, 0.0236],
  sparse: true,
};

export const ledgers: Readonly<Record<'dense' | 'pruned' | 'retrained', LedgerFigures>> = {
  dense: {
    parameters: 266_610,
    nonZeros: 266_200,
    fileBytes: 1_067_012,
    fileParts: { header: 572, weights: 1_064_800, indices: 0, codebooks: 0, biases: 1_640 },
    macs: 266_200,
    effectiveMacs: 266_200,
    energy: estimateEnergy([{ macs: 266_200, kind: 'float32' }], 1_067_012),
    wrong: 164,
    tested: 10_000,
    latencyMs: { median: 0.192, p95: 0.251, n: 200 },
  },
  pruned: {
    parameters: 266_610,
    nonZeros: 24_020,
    fileBytes: 118_940,
    fileParts: { header: 660, weights: 96_080, indices: 20_560, codebooks: 0, biases: 1_640 },
    macs: 266_200,
    effectiveMacs: 24_020,
    energy: estimateEnergy([{ macs: 24_020, kind: 'float32' }], 118_940),
    wrong: 1_912,
    tested: 10_000,
    latencyMs: { median: 0.19, p95: 0.244, n: 200 },
  },
  retrained: {
    parameters: 266_610,
    nonZeros: 24_020,
    fileBytes: 49_180,
    fileParts: { header: 720, weights: 21_020, indices: 20_560, codebooks: 5_240, biases: 1_640 },
    macs: 266_200,
    effectiveMacs: 24_020,
    energy: estimateEnergy([{ macs: 24_020, kind: 'float32' }], 49_180),
    wrong: 166,
    tested: 10_000,
    latencyMs: { median: 0.188, p95: 0.262, n: 200 },
  },
};

export const inkPerPixel = Array.from({ length: INPUTS }, (_, pixel) => {
  let kept = 0;
  for (let unit = 0; unit < UNITS; unit++) if (prunedWeights[pixel * UNITS + unit] !== 0) kept++;
  return kept;
});

/** A three, drawn by arcs. */
export const sampleDigit = Uint8Array.from({ length: INPUTS }, (_, i) => {
  const [x, y] = [(i % 28) - 13, Math.floor(i / 28) - 13.5];
  const bow = (centre: number) => {
    const angle = Math.atan2(y - centre, x);
    const distance = Math.abs(Math.hypot(x, y - centre) - 4.5);
    return Math.abs(angle) < 2.4 ? Math.max(0, 1 - Math.max(0, distance - 0.9)) : 0;
  };
  return Math.round(255 * Math.max(bow(-4.5), bow(4.5)));
});

function createFilters(shape: readonly [number, number, number, number], sparsity: number): Float32Array {
  const [rows, columns, inputs, count] = shape;
  const stream = createStream(1, 'gallery filters', count);
  const values = new Float32Array(rows * columns * inputs * count);
  const kernels = inputs * count;
  for (let kernel = 0; kernel < kernels; kernel++) {
    const angle = 2 * Math.PI * stream.nextFloat();
    const strength = 0.1 + 0.15 * stream.nextFloat();
    for (let cell = 0; cell < rows * columns; cell++) {
      const [x, y] = [(cell % columns) - (columns - 1) / 2, Math.floor(cell / columns) - (rows - 1) / 2];
      const edge = Math.sin(x * Math.cos(angle) + y * Math.sin(angle));
      values[cell * kernels + kernel] = strength * edge + 0.04 * drawNormal(stream);
    }
  }
  const limit = findThreshold(values, Math.round(values.length * (1 - sparsity)));
  return values.map((each) => (Math.abs(each) < limit ? 0 : each));
}

export const filters = createFilters([5, 5, 1, 20], 0.4);
export const manyFilters = createFilters([5, 5, 20, 50], 0.8);

/** Two curves with whiskers; one value was never measured. */
export const seeds: readonly LineSeries[] = (['dense', 'distilled'] as const).map((variant, which) => ({
  id: variant,
  label: variant,
  variant,
  points: [1, 2, 3, 4, 5, 6].map((x) => {
    const y = 0.018 + 0.014 / x - 0.0008 * which;
    return which === 1 && x === 4 ? { x, y: null } : { x, y, low: y - 0.0016, high: y + 0.0021 };
  }),
}));
