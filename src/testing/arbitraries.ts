/** Random recipes that are right, and random JSON that mostly is not, for property tests. */
import fc from 'fast-check';
import { parseRecipe } from '../recipe/parse.ts';
import type { Recipe } from '../recipe/schema.ts';
import { MODEL_DATASET, MODEL_NAMES } from '../spec/zoo.ts';
import { CRITERIA } from '../techniques/criteria/score.ts';

const fraction = fc.double({ min: 0, max: 0.99, noNaN: true });
const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((each) => (each === undefined ? {} : { [key]: each }));
const merge = (...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((each) => Object.assign({}, ...each) as object);

const learningRate = fc.double({ min: 1e-6, max: 100, noNaN: true });

const optimizer = fc.oneof(
  merge(
    fc.record({ kind: fc.constant('sgd'), learningRate }),
    maybe('momentum', fraction),
    maybe('nesterov', fc.boolean()),
    maybe('weightDecay', fraction),
  ),
  merge(fc.record({ kind: fc.constant('adam'), learningRate }), maybe('beta1', fraction)),
);

const schedule = fc.oneof(
  fc.record({ kind: fc.constant('constant') }),
  fc.record({ kind: fc.constant('step'), every: fc.integer({ min: 1, max: 9 }), factor: fc.constant(0.1) }),
  merge(fc.constant({ kind: 'cosine' }), maybe('warmupEpochs', fc.integer({ min: 0, max: 5 }))),
);

const net = fc.oneof(
  fc.record({ kind: fc.constant('checkpoint') }),
  fc.record({ kind: fc.constantFrom('run', 'file'), id: fc.constantFrom('a-1', 'f0b') }),
);

const teacher = fc.oneof(
  net,
  merge(
    fc.record({ kind: fc.constant('average'), models: fc.array(net, { minLength: 2, maxLength: 8 }) }),
    maybe('of', fc.constantFrom('logits', 'probabilities')),
  ),
);

const training = merge(
  fc.record({
    epochs: fc.integer({ min: 1, max: 1000 }),
    batchSize: fc.integer({ min: 1, max: 4096 }),
    optimizer,
  }),
  maybe('schedule', schedule),
  maybe('dropout', fraction),
  maybe('regularizer', fc.record({ kind: fc.constantFrom('l1', 'l2'), strength: fraction })),
  maybe('distil', fc.record({ teacher, share: fraction })),
  maybe('augment', fc.record({ crop: fc.integer({ min: 0, max: 8 }), flip: fc.boolean() })),
);

const prune = fc.oneof(
  merge(
    fc.record({ kind: fc.constant('prune'), sparsity: fraction }),
    maybe('scope', fc.constantFrom('layer', 'global')),
    maybe('removeDeadUnits', fc.boolean()),
    maybe('criterion', fc.record({ kind: fc.constantFrom(...CRITERIA) })),
    maybe(
      'schedule',
      fc.record({
        kind: fc.constant('iterative'),
        rounds: fc.integer({ min: 1, max: 100 }),
        retrain: training,
      }),
    ),
  ),
  fc.record({ kind: fc.constant('prune'), qualityFactor: fc.double({ min: 0, max: 100, noNaN: true }) }),
);

const bits = fc.integer({ min: 1, max: 12 });

const cluster = merge(
  fc.record({ kind: fc.constant('cluster'), bits: fc.oneof(bits, fc.record({ conv: bits, fc: bits })) }),
  maybe('init', fc.constantFrom('linear', 'density', 'forgy', 'optimal')),
);

const code = merge(
  fc.record({ kind: fc.constant('code'), coding: fc.constantFrom('raw', 'huffman', 'arithmetic') }),
  maybe('valueBits', fc.integer({ min: 10, max: 32 })),
);

const stage = fc.oneof(
  training.map((options) => ({ kind: 'train', ...options })),
  prune,
  cluster,
  code,
);

/** Recipes of the lab's own models, with every default filled in. */
export const anyRecipe: fc.Arbitrary<Recipe> = fc
  .record({
    seed: fc.integer({ min: 0, max: 4294967295 }),
    model: fc.constantFrom(...MODEL_NAMES),
    start: fc.constantFrom('random', 'checkpoint'),
    stages: fc.array(stage, { maxLength: 6 }),
    data: maybe('trainExamples', fc.integer({ min: 1, max: 50000 })),
  })
  .map(({ seed, model, start, stages, data }) =>
    parseRecipe({
      version: 1,
      seed,
      dataset: { name: MODEL_DATASET[model], ...data },
      model: { name: model },
      start: { kind: start },
      stages,
    }),
  );

/** A recipe with one part, somewhere, replaced by any JSON value or taken away. */
export const anyDamagedRecipe: fc.Arbitrary<unknown> = fc
  .tuple(anyRecipe, fc.jsonValue(), fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), fc.boolean())
  .map(([recipe, junk, way, isRemoved]) => {
    const damaged = structuredClone(recipe) as unknown;
    let part = damaged as Record<string, unknown>;
    for (const [depth, turn] of way.entries()) {
      const keys = Object.keys(part);
      const key = keys[turn % keys.length];
      if (key === undefined) break;
      const inner = part[key];
      const isLast = depth === way.length - 1 || typeof inner !== 'object' || inner === null;
      if (!isLast) part = inner as Record<string, unknown>;
      else if (isRemoved && !Array.isArray(part)) delete part[key];
      else part[key] = junk;
      if (isLast) break;
    }
    return damaged;
  });
