/** Every number that the prose quotes. All are counted from shapes and matrices. */
import { countTile } from '../../src/math/winograd/tile.ts';
import { deriveTransforms } from '../../src/math/winograd/transforms.ts';
import { cheap, type Outcome, type Quote } from '../parts/quotes.ts';
import { listTiledLayers, sumWork } from './lab/work.ts';
import { toRecipe } from './recipe.ts';

const NET = 'resnet-20';

const small = countTile(deriveTransforms(2, 3));
const large = countTile(deriveTransforms(4, 3));
const work = ({ model }: Outcome, side: 2 | 4) => sumWork(listTiledLayers(model.spec), side);
const count = (read: (outcome: Outcome) => number): Quote => cheap(toRecipe(NET), read);

export const QUOTES = {
  direct2: count(() => small.direct),
  products2: count(() => small.products),
  inputAdditions2: count(() => small.inputAdditions),
  outputAdditions2: count(() => small.outputAdditions),
  direct4: count(() => large.direct),
  products4: count(() => large.products),
  promise2: count(() => small.direct / small.products),
  promise4: count(() => large.direct / large.products),
  layers: count(({ model }) => listTiledLayers(model.spec).length),
  macs: count((outcome) => work(outcome, 2).macs),
  netProducts2: count((outcome) => work(outcome, 2).products),
  netProducts4: count((outcome) => work(outcome, 4).products),
  weightBytes: count((outcome) => work(outcome, 2).directBytes),
  weightBytes2: count((outcome) => work(outcome, 2).tileBytes),
  weightBytes4: count((outcome) => work(outcome, 4).tileBytes),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
