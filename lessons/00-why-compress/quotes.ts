/**
 * Every number that the prose quotes, and the recipes it comes from. `npm run lesson-results` runs the
 * recipes and writes `results.json`; `prose.test.ts` runs the cheap ones again and holds text and lab
 * together.
 */
import { toWatts } from '../../src/math/budget.ts';
import { MAC_PJ, OPERATION_PJ, READ_PJ, SRAM_BYTES, sumEnergy } from '../../src/math/energy.ts';
import { MODEL_ZOO, type ModelName } from '../../src/spec/zoo.ts';
import { cheap, type Outcome, type Quote, toWrong, trained } from '../parts/quotes.ts';
import { findForm, listWeighted, toEnergy } from './lab/forms.ts';
import { BILLION, LARGE_NETS, STORE_MEGABYTES } from './lab/published.ts';
import { toDenseRecipe, toOwnRecipe, toVggIntegers, toVggRecipe } from './recipe.ts';
import type { FormId } from './settings.ts';
import { ANSWERS } from './tasks.ts';

const dense = toDenseRecipe('lenet-300-100');
const vgg = toDenseRecipe('vgg-small');
const own = toOwnRecipe(ANSWERS.small);

const toBytes = ({ ledger }: Outcome) => ledger.fileBytes;
const toMacs = ({ ledger }: Outcome) => ledger.effectiveMacs;

/** Of no net at all: constants with their sources. */
const fact = (value: () => number) => cheap(dense, value);
const energyOf = (model: ModelName, form: FormId) => toEnergy(findForm(model, form), SRAM_BYTES);
const micro = (model: ModelName, form: FormId) => sumEnergy(energyOf(model, form)) / 1e6;
const memoryShare = (model: ModelName, form: FormId) => {
  const energy = energyOf(model, form);
  return energy.memoryPj / sumEnergy(energy);
};
/** How often a weight is used for one image, on average. */
const uses = (model: ModelName) => {
  const layers = listWeighted(MODEL_ZOO[model]);
  const sum = (key: 'macs' | 'weights') => layers.reduce((total, each) => total + each[key], 0);
  return sum('macs') / sum('weights');
};

export const QUOTES = {
  denseMicro: cheap(dense, ({ ledger }) => sumEnergy(ledger.energy!) / 1e6),
  denseShare: cheap(dense, ({ ledger }) => ledger.energy!.memoryPj / sumEnergy(ledger.energy!)),
  denseBytes: cheap(dense, toBytes),
  denseWrong: cheap(dense, toWrong),
  tested: cheap(dense, ({ ledger }) => ledger.tested),
  dramPj: fact(() => READ_PJ.dram),
  dramOverSram: fact(() => READ_PJ.dram / READ_PJ.sram),
  multiplyPj: fact(() => OPERATION_PJ.multiply.float32),
  addsPerRead: fact(() => Math.round(READ_PJ.dram / OPERATION_PJ.add.int32)),
  productTimes: fact(() => OPERATION_PJ.multiply.float32 / OPERATION_PJ.multiply.int8),
  hourWattHours: fact(() => toWatts(BILLION.weights * (READ_PJ.dram + MAC_PJ.float32), BILLION.perSecond)),
  perSecond: fact(() => BILLION.perSecond),
  readWatts: fact(() => toWatts(BILLION.weights * READ_PJ.dram, BILLION.perSecond)),
  macWatts: fact(() => toWatts(BILLION.weights * MAC_PJ.float32, BILLION.perSecond)),
  sramWatts: fact(() => toWatts(BILLION.weights * READ_PJ.sram, BILLION.perSecond)),
  deepBytes: fact(() => findForm('lenet-300-100', 'deep').fileBytes),
  deepTimes: fact(() => micro('lenet-300-100', 'dense') / micro('lenet-300-100', 'deep')),
  int8Times: fact(() => micro('lenet-300-100', 'dense') / micro('lenet-300-100', 'int8')),
  resnetMicro: fact(() => micro('resnet-20', 'dense')),
  resnetShare: fact(() => memoryShare('resnet-20', 'dense')),
  resnetUses: fact(() => uses('resnet-20')),
  resnetInt8Times: fact(() => micro('resnet-20', 'dense') / micro('resnet-20', 'int8')),
  storeMegabytes: fact(() => STORE_MEGABYTES),
  alexBytes: fact(() => LARGE_NETS[0].bytes),
  alexDeepBytes: fact(() => LARGE_NETS[0].deepBytes),
  vgg16Bytes: fact(() => LARGE_NETS[1].bytes),
  vgg16DeepBytes: fact(() => LARGE_NETS[1].deepBytes),
  ownBytes: cheap(own, toBytes),
  ownWrong: cheap(own, toWrong),
  vggBytes: trained(vgg, toBytes),
  vggMacs: trained(vgg, toMacs),
  vggWrong: trained(vgg, toWrong),
  vggIntegerBytes: trained(toVggIntegers(), toBytes),
  vggIntegerMacs: trained(toVggIntegers(), toMacs),
  vggIntegerWrong: trained(toVggIntegers(), toWrong),
  vggPrunedBytes: trained(toVggRecipe('pruned'), toBytes),
  vggPrunedMacs: trained(toVggRecipe('pruned'), toMacs),
  vggPrunedWrong: trained(toVggRecipe('pruned'), toWrong),
  vggSharedBytes: trained(toVggRecipe('shared'), toBytes),
  vggSharedWrong: trained(toVggRecipe('shared'), toWrong),
  vggDeepBytes: trained(toVggRecipe('deep'), toBytes),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
