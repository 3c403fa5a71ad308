/**
 * Every number that the prose quotes, and the recipes it comes from. `npm run lesson-results --
 * 03-deep-compression` runs the recipes and writes `results.json`; `prose.test.ts` runs the cheap ones again
 * and holds text and lab together.
 */

import { countCodes, describeCode } from '../../src/math/codefacts.ts';
import { chooseIndexBits, countEntries } from '../../src/math/relativeindex.ts';
import { cheap, type Outcome, type Quote, toWeights, toWrong, trained } from '../parts/quotes.ts';
import {
  ANSWERS,
  DEFAULTS,
  type StageName,
  toDenseRecipe,
  toDraftRecipe,
  toPartialRecipe,
} from './recipe.ts';
import { listWayPoints, type Way } from './ways.ts';

const dense = toDenseRecipe('lenet-300-100');
const draft = toDraftRecipe(DEFAULTS);
const cutOnly = { ...draft, stages: draft.stages.slice(0, 1) };
const after = (stage: StageName) => toPartialRecipe(DEFAULTS, 'quick', stage);

const toBytes = ({ ledger }: Outcome) => ledger.fileBytes;
const toRatio = ({ ledger }: Outcome) => ledger.denseFileBytes / ledger.fileBytes;
const toPart =
  (part: keyof Outcome['ledger']['fileParts']) =>
  ({ ledger }: Outcome) =>
    ledger.fileParts[part];

function findValues({ model }: Outcome, name: string): Float32Array {
  return model.tensors.find((tensor) => tensor.name === name)!.values;
}

const toFc1 = (outcome: Outcome) => findValues(outcome, 'fc1/kernel');

/** What Huffman codes make of the shared values of fc1. */
const toFc1Code = (fact: 'entropy' | 'average' | 'longest') => (outcome: Outcome) =>
  describeCode(countCodes(toFc1(outcome))!, 15)![fact];

/** The way's point of that strength, without training. A test runs two of the four every time. */
const way = (name: Way, strength: { sparsity?: number; bits?: number; rank?: number }) =>
  listWayPoints('lenet-300-100', false).find(
    (point) =>
      point.way === name &&
      Object.entries(strength).every(([key, value]) => point[key as keyof typeof strength] === value),
  )!.recipe;

export const QUOTES = {
  weights: cheap(dense, toWeights),
  tested: cheap(dense, ({ ledger }) => ledger.tested),
  denseBytes: cheap(dense, ({ ledger }) => ledger.denseFileBytes),
  denseWrong: cheap(dense, toWrong),
  cutWrong: cheap(cutOnly, toWrong),
  prunedBytes: trained(after('pruned'), toBytes),
  prunedRatio: trained(after('pruned'), toRatio),
  prunedWrong: trained(after('pruned'), toWrong),
  sharedBytes: trained(after('shared'), toBytes),
  sharedRatio: trained(after('shared'), toRatio),
  sharedWrong: trained(after('shared'), toWrong),
  huffmanBytes: trained(after('huffman'), toBytes),
  huffmanRatio: trained(after('huffman'), toRatio),
  huffmanIndices: trained(after('huffman'), toPart('indices')),
  huffmanWeights: trained(after('huffman'), toPart('weights')),
  huffmanCodebooks: trained(after('huffman'), toPart('codebooks')),
  huffmanBiases: trained(after('huffman'), toPart('biases')),
  huffmanHeader: trained(after('huffman'), toPart('header')),
  arithmeticBytes: trained(after('arithmetic'), toBytes),
  arithmeticRatio: trained(after('arithmetic'), toRatio),
  arithmeticWrong: trained(after('arithmetic'), toWrong),
  macsLeft: trained(after('arithmetic'), ({ ledger }) => ledger.effectiveMacs),
  macs: cheap(dense, ({ ledger }) => ledger.macs),
  fc1Entropy: trained(after('arithmetic'), toFc1Code('entropy')),
  fc1Average: trained(after('arithmetic'), toFc1Code('average')),
  fc1Longest: trained(after('arithmetic'), toFc1Code('longest')),
  fc1IndexBits: trained(after('arithmetic'), (outcome) => chooseIndexBits(toFc1(outcome), DEFAULTS.fcBits)),
  fc1Fillers4: trained(after('arithmetic'), (outcome) => countEntries(toFc1(outcome), 4).fillers),
  svd20Bytes: cheap(way('svd', { rank: 20 }), toBytes),
  svd20Wrong: cheap(way('svd', { rank: 20 }), toWrong),
  prune90Bytes: trained(way('prune', { sparsity: 0.9 }), toBytes),
  prune90Wrong: trained(way('prune', { sparsity: 0.9 }), toWrong),
  share4Bytes: trained(way('share', { bits: 4 }), toBytes),
  share4Wrong: trained(way('share', { bits: 4 }), toWrong),
  both90Bytes: cheap(way('both', { sparsity: 0.9 }), toBytes),
  both90Wrong: cheap(way('both', { sparsity: 0.9 }), toWrong),
  smallBytes: trained(toPartialRecipe(ANSWERS.small, 'quick', 'arithmetic'), toBytes),
  smallWrong: trained(toPartialRecipe(ANSWERS.small, 'quick', 'arithmetic'), toWrong),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
