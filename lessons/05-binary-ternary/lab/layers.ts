/**
 * Which layers bear to be binary: the trained net asked with all of them binary, with each alone, and with
 * all but each. A question's number is 0 for all, k for layer k alone, and -k for all but layer k, counted
 * from 1.
 */
import { listTensors } from '../../../src/spec/shapes.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { type FewInput, toFewStage } from '../methods.ts';
import type { NetName } from '../settings.ts';

export function listLayers(model: NetName): readonly string[] {
  return listTensors(MODEL_ZOO[model])
    .filter(({ role }) => role === 'kernel')
    .map(({ layer }) => layer);
}

/** Every question, in the order of asking. */
export function listQuestions(model: NetName): readonly number[] {
  const numbers = listLayers(model).map((_, at) => at + 1);
  return [0, ...numbers, ...numbers.map((number) => -number)];
}

/** The layers that a question leaves as they are. */
export function listLeft(model: NetName, question: number): readonly string[] {
  const layers = listLayers(model);
  if (question > 0) return layers.filter((_, at) => at !== question - 1);
  return question < 0 ? [layers[-question - 1]!] : [];
}

export function toLayerStage(model: NetName, question: number): FewInput {
  return toFewStage('bwn', { ends: true, except: listLeft(model, question) });
}
