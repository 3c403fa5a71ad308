/**
 * Text and lab: the quoted numbers are those that the engine computes, and both languages quote the same
 * ones.
 */
import { holdProse } from '../../tools/lessons/prose.ts';
import { meta } from './meta.ts';
import { QUOTES } from './quotes.ts';
import results from './results.json' with { type: 'json' };

holdProse({ meta, quotes: QUOTES, results });
