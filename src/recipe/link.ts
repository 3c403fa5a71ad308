/**
 * How does a link carry an experiment? The shortest writing of the recipe (options at their defaults left
 * out, field names cut to a letter or two), and what else the page wants remembered, as tokens that need no
 * escaping. A link that somebody has edited is clamped, with notes; one that makes no sense is refused in a
 * sentence.
 */
import { type ClampNote, clampRecipe } from './clamp.ts';
import { RecipeError } from './error.ts';
import { minimizeRecipe } from './minimize.ts';
import { parseRecipe } from './parse.ts';
import type { Recipe, RecipeInput } from './schema.ts';
import { readTokens, TokenError, writeTokens } from './tokens.ts';

export const LINK_LIMITS = {
  /** Longer addresses are cut by some servers, mail and chat programs. */
  characters: 8000,
  uiEntries: 32,
  uiCharacters: 200,
} as const;

/** Small values that the page wants back: which beat, which tab, which slider. */
export type UiState = Readonly<Record<string, string | number | boolean>>;

export interface LinkContent {
  readonly recipe: Recipe | null;
  readonly ui: UiState;
  /** What was changed because it was out of range. */
  readonly notes: readonly ClampNote[];
}

/**
 * Names that are written short. Append only: old links must stay readable. No field may have a name of these.
 */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  recipe: 'R',
  ui: 'U',
  version: 'v',
  seed: 's',
  dataset: 'd',
  model: 'm',
  name: 'n',
  start: 'b',
  stages: 'g',
  kind: 'k',
  epochs: 'e',
  batchSize: 'c',
  optimizer: 'o',
  learningRate: 'l',
  momentum: 'mo',
  weightDecay: 'w',
  schedule: 'h',
  sparsity: 'p',
  criterion: 'cr',
  scope: 'sc',
  rounds: 'r',
  retrain: 't',
  qualityFactor: 'q',
  threshold: 'th',
  regularizer: 'rg',
  strength: 'st',
  dropout: 'do',
  dropConnect: 'dc',
  trainExamples: 'te',
  validationExamples: 've',
  leaveOut: 'lo',
  bits: 'bi',
  init: 'in',
  coding: 'co',
  valueBits: 'vb',
  sparsify: 'sp',
  from: 'fr',
  every: 'ev',
  until: 'un',
  splice: 'sl',
  removeDeadUnits: 'sw',
  distil: 'di',
  temperature: 'tm',
  share: 'sh',
  bitPrice: 'bp',
};

const LONG_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SHORT_NAMES).map(([long, short]) => [short, long]),
);

const shorten = (name: string): string => (Object.hasOwn(SHORT_NAMES, name) ? SHORT_NAMES[name]! : name);
const lengthen = (name: string): string => (Object.hasOwn(LONG_NAMES, name) ? LONG_NAMES[name]! : name);

const UI_NAME = /^[A-Za-z][A-Za-z0-9]{2,31}$/;

/**
 * Writes a link's text: letters, digits and `*-._` only.
 * @param content ui names have 3 to 32 letters and digits
 * @throws RecipeError when the recipe is wrong, or the whole too long for a link
 */
export function encodeLink({ recipe, ui = {} }: { recipe?: RecipeInput | null; ui?: UiState }): string {
  const content = {
    ...(recipe ? { recipe: minimizeRecipe(parseRecipe(recipe)) } : {}),
    ...(Object.keys(ui).length > 0 ? { ui: toUi(ui) } : {}),
  };
  const text = writeTokens(content, shorten);
  if (text.length > LINK_LIMITS.characters) {
    throw new RecipeError(
      [],
      `is too long for a link (${text.length} characters, at most ${LINK_LIMITS.characters}); save it as a file instead`,
    );
  }
  return text;
}

/**
 * Reads a link's text.
 * @throws RecipeError when it makes no sense
 */
export function decodeLink(text: string): LinkContent {
  if (text.length > LINK_LIMITS.characters) {
    throw new RecipeError(
      [],
      `in the link is longer than ${LINK_LIMITS.characters} characters (${text.length})`,
    );
  }
  const { recipe: foreign, ui, ...rest } = readContent(text);
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw new RecipeError([], `in the link comes with an unknown part ${unknown}`);
  const { recipe, notes } = foreign === undefined ? { recipe: null, notes: [] } : clampRecipe(foreign);
  return { recipe, ui: toUi(ui), notes };
}

function readContent(text: string): { recipe?: unknown; ui?: unknown } & Record<string, unknown> {
  try {
    const content = readTokens(text, lengthen);
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
      return content as Record<string, unknown>;
    }
    throw new TokenError('it does not begin with .o');
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    throw new RecipeError([], `in the link cannot be read: ${error.message}`);
  }
}

/** The entries that a link may carry; others are dropped. */
function toUi(value: unknown): UiState {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter(
    ([name, each]) =>
      UI_NAME.test(name) &&
      (typeof each === 'boolean' ||
        (typeof each === 'number' && Number.isFinite(each)) ||
        (typeof each === 'string' && each.length <= LINK_LIMITS.uiCharacters)),
  );
  return Object.fromEntries(entries.slice(0, LINK_LIMITS.uiEntries));
}
