/**
 * A run as a film: after each epoch which of its values every weight stands for, the latent weights of small
 * layers, and the scales that learn. Kept with the page while the run goes on.
 */
import type { ModelSnapshot, RunSnapshot } from '../../../src/protocol/snapshots.ts';
import type { Recipe } from '../../../src/recipe/schema.ts';
import type { TernaryScales } from '../../../src/techniques/ternarize/values.ts';
import { toEffectiveValues } from '../../../src/techniques/transforms.ts';

export interface FilmLayer {
  readonly layer: string;
  readonly shape: readonly number[];
  /** The sign of what each weight stands for; 0 for a third value between. */
  readonly signs: Int8Array;
  /** Null where there are too many to keep. */
  readonly latents: Float32Array | null;
  /** Null where the layer's scales do not learn. */
  readonly scales: TernaryScales | null;
}

export interface FilmFrame {
  readonly epoch: number;
  readonly layers: readonly FilmLayer[];
}

export interface Film {
  /** The run that it is of. */
  readonly recipe: Recipe | null;
  readonly frames: readonly FilmFrame[];
}

export const NO_FILM: Film = { recipe: null, frames: [] };

/** Weights of a layer whose latent values are kept. */
const MOST_LATENTS = 30_000;

export function toFrame(model: ModelSnapshot, epoch: number): FilmFrame {
  const read = (name: string) => model.tensors.find((each) => each.name === name)?.values[0];
  const layers = model.tensors
    .filter(({ role }) => role === 'kernel')
    .map(({ name, layer, shape, values }) => {
      const [positive, negative] = [read(`${name}/positive`), read(`${name}/negative`)];
      return {
        layer,
        shape,
        signs: Int8Array.from(toEffectiveValues(model, name), Math.sign),
        latents: values.length <= MOST_LATENTS ? values : null,
        scales: positive === undefined || negative === undefined ? null : { positive, negative },
      };
    });
  return { epoch, layers };
}

/** Epochs trained when the snapshot was made: none at the end of the first stage; null in between. */
function toEpoch({ position: { stage, epoch, step }, recipe }: RunSnapshot): number | null {
  const training = recipe.stages[1];
  if (stage === 0 || step > 0 || training?.kind !== 'train') return null;
  return stage === 1 ? epoch : training.epochs;
}

/** The film with one more frame, where the run has come to one; a new one where another run has begun. */
export function extendFilm(film: Film, recipe: Recipe, latest: RunSnapshot | null): Film {
  const own = film.recipe === recipe ? film : { recipe, frames: [] };
  const epoch = latest === null ? null : toEpoch(latest);
  if (latest === null || epoch === null || epoch <= (own.frames.at(-1)?.epoch ?? -1)) return own;
  return { recipe, frames: [...own.frames, toFrame(latest.model, epoch)] };
}

/** 1 where two pictures of a layer differ. */
export function markFlips(before: Int8Array, after: Int8Array): Uint8Array {
  return Uint8Array.from(after, (sign, at) => (sign === before[at] ? 0 : 1));
}

export const countOnes = (marks: Uint8Array) => marks.reduce((sum, each) => sum + each, 0);

/** The weights of a layer that change most often in the film, most restless first. */
export function findRestless(signs: readonly Int8Array[], most: number): readonly number[] {
  const flips = new Uint16Array(signs[0]?.length ?? 0);
  for (let frame = 1; frame < signs.length; frame++)
    for (let at = 0; at < flips.length; at++) if (signs[frame]![at] !== signs[frame - 1]![at]) flips[at]!++;
  return [...flips.keys()]
    .filter((at) => flips[at]! > 0)
    .sort((a, b) => flips[b]! - flips[a]! || a - b)
    .slice(0, most);
}
