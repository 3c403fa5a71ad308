/** Puts a second student beside the first. */
import { isTrainable } from '../../spec/model.ts';
import { listTensors } from '../../spec/shapes.ts';
import { type Mutual, toOtherSpec } from '../../techniques/mutual/term.ts';
import type { MutualTerm } from '../loss/mutual.ts';
import { initializeModel } from '../models/initialize.ts';
import type { TermContext } from './context.ts';

/** No layer of a spec can have a name that begins so. */
const PREFIX = 'mutual:';

/** The second begins at weights of its own seed, and goes on with what a run in the middle brings. */
export async function openMutual(
  option: Mutual,
  { own, network, seed, stage }: TermContext,
): Promise<MutualTerm> {
  const spec = toOtherSpec(option, own);
  const infos = listTensors(spec).filter(({ role }) => isTrainable(role));
  const { tensors } = initializeModel(spec, (seed + 1_000_003 * (stage + 1)) % 2 ** 32);
  const values = new Map(tensors.map((each) => [each.name, each.values]));
  for (const info of infos) {
    const [name, layer] = [`${PREFIX}${info.name}`, `${PREFIX}${info.layer}`];
    if (network.stored.some((each) => each.name === name)) continue;
    network.addAuxiliary({ ...info, name, layer }, values.get(info.name)!);
  }
  return { kind: 'mutual', weight: option.weight, spec, prefix: PREFIX };
}
