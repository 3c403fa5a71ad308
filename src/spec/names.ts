/** Names for new layers of a net: the wanted one, or with a number where that is taken. */
import type { ModelSpec } from './model.ts';
import { listLayers } from './walk.ts';

/** Gives each wanted name a free one, which is taken from then on. */
export function createNames({ layers }: ModelSpec): (wanted: string) => string {
  const taken = new Set(listLayers(layers).flatMap(({ layer }) => ('name' in layer ? [layer.name] : [])));
  return (wanted) => {
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
    taken.add(name);
    return name;
  };
}
