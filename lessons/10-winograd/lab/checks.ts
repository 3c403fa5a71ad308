/** When is an exercise done? Each looks at a property of what the reader has set or measured. */
import type { TilesLedger } from '../../../src/protocol/ledger.ts';
import { type Finding, judge } from '../../parts/exercises.ts';
import type { TileError } from './errors.ts';
import type { LineSteps } from './line.ts';

/** Exercise 1: so many products of the four are to vanish. */
export const VANISHED = 3;
/** Exercise 2: fewer products for one output than this, and less lost in float32. */
export const MOST_PRODUCTS = 2;
export const MOST_LOST = 1e-6;

/** Exercise 1: three products of four vanish though no number is zero. */
export function checkLine({ products }: LineSteps, numbers: readonly number[]): Finding {
  const vanished = products.filter((each) => each === 0).length;
  return judge(
    { vanished, wanted: VANISHED },
    { hasZero: numbers.includes(0), tooFew: vanished < VANISHED },
    'vanished',
  );
}

/** Exercise 2: a tile that needs few products and loses little. */
export function checkSide({ side, single }: TileError): Finding {
  const products = ((side + 2) / side) ** 2;
  return judge(
    { side, products, single },
    { tooMany: products >= MOST_PRODUCTS, tooCoarse: single > MOST_LOST },
    'chosen',
  );
}

/** Exercise 3: a layer, measured here, that is no faster in tiles of two. */
export function checkLayer(layer: TilesLedger['layers'][number]): Finding {
  const times = layer.directMs / layer.tiles2Ms;
  return judge({ times }, { faster: times > 1 }, 'slower');
}
