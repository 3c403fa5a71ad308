/**
 * Which form of each layer is the fastest? Each layer with all its weights, without its zeros, and by
 * comparing signs where it has nothing else, timed in turn; and from which sparsity layers of its shape are
 * faster without their zeros.
 */
import type { KernelModule } from '../../kernels/module.ts';
import type { SpeedLedger, TilesLedger } from '../../protocol/ledger.ts';
import type { Graph, WeightedNode } from '../infer/graph.ts';
import { InferencePlan } from '../infer/plan.ts';
import { hasTiles } from '../infer/steps.ts';
import {
  addCurves,
  findBreakEven,
  MEASURED_SPARSITIES,
  measureCurve,
  type SparsityCurve,
} from './breakeven.ts';
import type { Clock } from './clock.ts';
import { findPaces } from './pace.ts';

/** For a sample of one form of one layer. */
const LAYER_MS = 0.4;
/** Layers with fewer zeros are not tried without them: no shape breaks even there. */
const LEAST_SPARSITY = 0.2;

/** @param dense the plan with every weight, after a pass */
export async function measureLayers(
  kernels: KernelModule,
  graph: Graph,
  dense: InferencePlan,
  image: Float32Array,
  clock: Clock,
  yieldThread?: () => Promise<void>,
): Promise<Omit<SpeedLedger, 'best'>> {
  const isThin = ({ kernel }: WeightedNode) => countZeros(kernel) >= LEAST_SPARSITY * kernel.length;
  const sparse = new InferencePlan(kernels, graph, {
    batch: 1,
    methodOf: (node) => (isThin(node) ? 'sparse' : 'float'),
  });
  const signs = measureSigns(kernels, graph, dense, image, clock);
  const layers: SpeedLedger['layers'][number][] = [];
  const curves: SparsityCurve[] = [];
  try {
    sparse.run(image);
    for (const [i, { node, run }] of dense.layers.entries()) {
      await yieldThread?.();
      const curve = measureCurve(kernels, node, clock);
      curves.push(curve);
      if (!isThin(node)) continue;
      const [full, thin] = findPaces([run, sparse.layers[i]!.run], LAYER_MS, clock);
      layers.push({
        layer: node.name,
        denseMs: full!.ms,
        sparseMs: thin!.ms,
        breakEven: findBreakEven(curve),
      });
    }
  } finally {
    sparse.dispose();
  }
  const total = addCurves(curves);
  return {
    noise: total.noise,
    layers,
    ...(signs.length > 0 && { signs }),
    curve: MEASURED_SPARSITIES.map((sparsity, i) => ({
      sparsity,
      denseMs: total.denseMs,
      sparseMs: total.sparseMs[i]!,
    })),
    breakEven: findBreakEven(total),
  };
}

/**
 * Convolutions of 3 x 3 directly and in tiles; none where the net has none.
 * @param dense the plan in floats, after a pass
 */
export async function measureTiles(
  kernels: KernelModule,
  graph: Graph,
  dense: InferencePlan,
  image: Float32Array,
  clock: Clock,
  yieldThread?: () => Promise<void>,
): Promise<TilesLedger['layers']> {
  const layers: TilesLedger['layers'][number][] = [];
  const plans: InferencePlan[] = [];
  try {
    if (!dense.layers.some(({ node }) => hasTiles(node))) return [];
    for (const method of ['tiles2', 'tiles4'] as const) {
      await yieldThread?.();
      const methodOf = (node: WeightedNode) => (hasTiles(node) ? method : 'float');
      plans.push(new InferencePlan(kernels, graph, { batch: 1, methodOf }));
      plans.at(-1)!.run(image);
    }
    for (const [i, { node, run }] of dense.layers.entries()) {
      if (!hasTiles(node)) continue;
      await yieldThread?.();
      const runs = [run, ...plans.map((plan) => plan.layers[i]!.run)];
      const [direct, tiles2, tiles4] = findPaces(runs, LAYER_MS, clock).map(({ ms }) => ms) as Times;
      layers.push({ layer: node.name, directMs: direct, tiles2Ms: tiles2, tiles4Ms: tiles4 });
    }
    return layers;
  } finally {
    for (const plan of plans) plan.dispose();
  }
}

type Times = [direct: number, tiles2: number, tiles4: number];

/** @param dense the plan in floats, after a pass */
function measureSigns(
  kernels: KernelModule,
  graph: Graph,
  dense: InferencePlan,
  image: Float32Array,
  clock: Clock,
): NonNullable<SpeedLedger['signs']> {
  if (!dense.layers.some(({ node }) => node.signs)) return [];
  const counting = new InferencePlan(kernels, graph, {
    batch: 1,
    methodOf: ({ signs }) => (signs ? 'signs' : 'float'),
  });
  try {
    counting.run(image);
    return dense.layers.flatMap(({ node, run }, i) => {
      if (!node.signs) return [];
      const [floats, signs] = findPaces([run, counting.layers[i]!.run], LAYER_MS, clock);
      return [{ layer: node.name, floatMs: floats!.ms, signsMs: signs!.ms }];
    });
  } finally {
    counting.dispose();
  }
}

function countZeros(values: Float32Array): number {
  return values.reduce((count, value) => (value === 0 ? count + 1 : count), 0);
}
