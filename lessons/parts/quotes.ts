/**
 * What is a number that prose quotes? The recipes it comes from and how it is read from their outcomes. `npm
 * run lesson-results` runs a lesson's quotes and writes its `results.json`; the lesson's test runs the cheap
 * ones again.
 */
import type { Evaluation } from '../../src/protocol/events.ts';
import type { Ledger } from '../../src/protocol/ledger.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import type { RecipeInput } from '../../src/recipe/schema.ts';

/** What a recipe ends with: its ledger and its weights with every transform applied. */
export interface Outcome {
  readonly ledger: Ledger;
  readonly model: ModelSnapshot;
  /** What it answers to all test images, where the quote asks for that. */
  readonly evaluation?: Evaluation;
}

export interface Quote {
  readonly recipes: readonly RecipeInput[];
  /** The number, from the recipes' outcomes in their order. */
  readonly read: (outcomes: readonly Outcome[]) => number;
  /** True where the recipes only transform and count: a test runs them every time. */
  readonly isCheap: boolean;
  /** Asks each outcome for its answers to the test images, softened on average by this temperature. */
  readonly asksAt?: number;
}

/** A number of one recipe without training. */
export const cheap = (recipe: RecipeInput, read: (outcome: Outcome) => number): Quote => ({
  recipes: [recipe],
  read: ([outcome]) => read(outcome!),
  isCheap: true,
});

/** A number of one recipe that trains. */
export const trained = (recipe: RecipeInput, read: (outcome: Outcome) => number): Quote => ({
  ...cheap(recipe, read),
  isCheap: false,
});

export const toWrong = ({ ledger }: Outcome) => ledger.wrong;

/** Weights in kernels: parameters without biases and batch norm. */
export const toWeights = ({ ledger }: Outcome) =>
  ledger.layers.reduce((sum, { weights }) => sum + weights, 0);
