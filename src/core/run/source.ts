/** What a run starts from: its recipe's model, or where a snapshot left it. */
import type { ModelSnapshot, RunSnapshot } from '../../protocol/snapshots.ts';
import { toModelSpec, toWideSpec } from '../../recipe/parse.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { withCode } from '../../spec/failure.ts';
import { isSameNet } from '../../spec/samenet.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { loadSource } from '../models/source.ts';
import { factorizeNetwork } from '../stages/factorize.ts';
import type { RunEnvironment } from './environment.ts';

/** The network before the first stage, or as the snapshot has it. Caller disposes. */
export async function openStart(
  recipe: Recipe,
  resumeFrom: RunSnapshot | undefined,
  environment: RunEnvironment,
): Promise<Network> {
  const { start } = recipe;
  const network = Network.fromSnapshot(resumeFrom?.model ?? (await loadStart(recipe, environment)));
  if (resumeFrom !== undefined || start.kind !== 'checkpoint' || start.rank === undefined) return network;
  const factorized = await factorizeNetwork(network, { kind: 'factorize', rank: start.rank });
  if (factorized !== network) network.dispose();
  return factorized;
}

async function loadStart(recipe: Recipe, environment: RunEnvironment): Promise<ModelSnapshot> {
  const { model, start, seed } = recipe;
  if (start.kind === 'random') return initializeModel(toWideSpec(recipe), seed);
  if (start.kind === 'checkpoint') return loadSource({ kind: 'checkpoint' }, model, environment);
  const stored = await loadSource(start, model, environment);
  checkStart(start, model, stored);
  return stored;
}

/** @throws with one sentence when the model's layers are not those of the recipe's model */
export function checkStart(
  source: { readonly id: string },
  model: Recipe['model'],
  { spec }: ModelSnapshot,
): void {
  const wanted = toModelSpec(model);
  if (isSameNet(spec, wanted)) return;
  const { id } = source;
  throw withCode(
    new Error(`the recipe's model is ${wanted.name}, but ${id} holds ${spec.name}, whose layers are others`),
    'storedOther',
    { id, model: wanted.name, stored: spec.name },
  );
}
