/** Where things lie. Every tool finds its files from here, whatever folder it was started in. */
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** Turns a path relative to the repository's root into a file path. */
export function toPath(/** @type {string} */ relative) {
  return fileURLToPath(new URL(relative, root));
}

export const ROOT = toPath('./');
/** The prepared data that the page loads. */
export const DATA_FOLDER = toPath('public/data/');
/** Tarballs, locks and half-finished work: safe to delete at any time while nothing runs. */
export const CACHE_FOLDER = toPath('.cache/');
/** The trained checkpoints that the page loads. */
export const MODELS_FOLDER = toPath('public/models/');
