/**
 * The four nets in the forms that the lab has made of them: bytes of real files, and products with weights
 * that are not zero. Those of three nets stand in `recipes/results.json`, where `lab reproduce` wrote them;
 * those of the small VGG are this lesson's own results.
 */
import kept from '../../../recipes/results.json' with { type: 'json' };
import { type Energy, estimateArithmetic, estimateReading, type MacKind } from '../../../src/math/energy.ts';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import type { ModelSpec } from '../../../src/spec/model.ts';
import { sizeOf, traceShapes } from '../../../src/spec/shapes.ts';
import { MODEL_ZOO, type ModelName } from '../../../src/spec/zoo.ts';
import own from '../results.json' with { type: 'json' };
import type { FormId } from '../settings.ts';

/** A net as a chip would have it. */
export interface Form {
  readonly id: FormId;
  readonly fileBytes: number;
  /** Multiply-accumulates for one image, without those of zero weights. */
  readonly macs: number;
  readonly arithmeticPj: number;
  readonly wrong: number;
  readonly tested: number;
}

/** A layer with weights. */
export interface WeightedLayer {
  readonly layer: string;
  readonly weights: number;
  readonly macs: number;
}

export function listWeighted(spec: ModelSpec): readonly WeightedLayer[] {
  return traceShapes(spec).flatMap(({ tensors, macs }) => {
    const kernel = tensors.find(({ role }) => role === 'kernel');
    return kernel === undefined ? [] : [{ layer: kernel.layer, weights: sizeOf(kernel.shape), macs }];
  });
}

/** Weights of a layer that are not zero, by its name. */
export type CountLeft = (layer: WeightedLayer) => number;

/** Products that count: each weight of a layer is used as often as the others. */
export function countMacs(model: ModelName, countLeft: CountLeft): number {
  return listWeighted(MODEL_ZOO[model]).reduce(
    (sum, each) => sum + (each.macs / each.weights) * countLeft(each),
    0,
  );
}

interface Kept {
  readonly fileBytes: number;
  readonly wrong: number;
  readonly tested: number;
  readonly prunedBytes: number | null;
  readonly denseBytes: number;
  readonly denseError: number | null;
  readonly codedBytes: Readonly<Record<string, number>> | null;
  readonly layers: readonly { readonly layer: string; readonly nonZeros: number }[];
}
type Made = Pick<Form, 'fileBytes' | 'macs' | 'wrong' | 'tested'>;

const read = (recipe: string) => (kept as unknown as Record<string, { result: Kept }>)[recipe]!.result;

const toForm = (id: FormId, kind: MacKind, { fileBytes, macs, wrong, tested }: Made): Form => {
  return { id, fileBytes, macs, wrong, tested, arithmeticPj: estimateArithmetic({ macs, kind }) };
};

/** From the lab's records of the paper's three stages, and of eight bits. */
function toKeptForms(model: ModelName, deep: string, integers: string): readonly Form[] {
  const [made, whole] = [read(deep), read(integers)];
  const toMacs = ({ layers }: Kept) =>
    countMacs(model, ({ layer }) => layers.find((each) => each.layer === layer)!.nonZeros);
  const { wrong, tested } = made;
  const cut = (fileBytes: number | null | undefined): Made => {
    return { fileBytes: fileBytes ?? 0, macs: toMacs(made), wrong, tested };
  };
  const dense: Made = {
    fileBytes: made.denseBytes,
    macs: countMacs(model, ({ weights }) => weights),
    wrong: Math.round((made.denseError ?? 0) * tested),
    tested,
  };
  return [
    toForm('dense', 'float32', dense),
    toForm('int8', 'int8', { ...whole, macs: toMacs(whole) }),
    toForm('pruned', 'float32', cut(made.prunedBytes)),
    toForm('shared', 'float32', cut(made.codedBytes?.raw)),
    toForm('deep', 'float32', cut(made.fileBytes)),
  ];
}

function toVggForms(): readonly Form[] {
  const { values } = own;
  const { tested } = values;
  const make = (fileBytes: number, macs: number, wrong: number): Made => ({ fileBytes, macs, wrong, tested });
  return [
    toForm('dense', 'float32', make(values.vggBytes, values.vggMacs, values.vggWrong)),
    toForm('int8', 'int8', make(values.vggIntegerBytes, values.vggIntegerMacs, values.vggIntegerWrong)),
    toForm('pruned', 'float32', make(values.vggPrunedBytes, values.vggPrunedMacs, values.vggPrunedWrong)),
    toForm('shared', 'float32', make(values.vggSharedBytes, values.vggPrunedMacs, values.vggSharedWrong)),
    toForm('deep', 'float32', make(values.vggDeepBytes, values.vggPrunedMacs, values.vggSharedWrong)),
  ];
}

/** By net, in the order of the figures; the reader's own form is not among them. */
export const FORMS: Readonly<Record<ModelName, readonly Form[]>> = {
  'lenet-300-100': toKeptForms('lenet-300-100', 'lenet-300-100-must', 'lenet-300-100-w8a8-ptq'),
  'lenet-5': toKeptForms('lenet-5', 'lenet-5-must', 'lenet-5-w8a8-ptq'),
  'resnet-20': toKeptForms('resnet-20', 'resnet-20-must', 'resnet-20-w8a8-ptq'),
  'vgg-small': toVggForms(),
};

export function findForm(model: ModelName, id: FormId): Form {
  const forms = FORMS[model];
  return forms.find((form) => form.id === id) ?? forms[0]!;
}

/** The trained net with its weights counted, zeros left out, as they are on the page. */
export function countDense(form: Form, model: ModelName, left: ReadonlyMap<string, number>): Form {
  const macs = countMacs(model, ({ layer, weights }) => left.get(layer) ?? weights);
  return { ...form, macs, arithmeticPj: estimateArithmetic({ macs, kind: 'float32' }) };
}

/** What the reader's own run has made. */
export function toOwnForm({ fileBytes, effectiveMacs, energy, wrong, tested }: Ledger): Form {
  const arithmeticPj = energy?.arithmeticPj ?? estimateArithmetic({ macs: effectiveMacs, kind: 'float32' });
  return { id: 'own', fileBytes, macs: effectiveMacs, arithmeticPj, wrong, tested };
}

/** Of one image, on a chip with so much memory. */
export function toEnergy({ arithmeticPj, fileBytes }: Form, sramBytes: number): Energy {
  return { arithmeticPj, ...estimateReading(fileBytes, sramBytes) };
}
