import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeModel } from '../../src/codec/container.ts';
import { hashWeights } from '../../src/codec/hash.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import { CHECKPOINT_NAMES } from '../../src/spec/zoo.ts';
import { toCheckpointFolder } from '../headless/engine.ts';
import { toPath } from '../house/paths.mjs';
import { CHECKPOINT_RECIPES } from './recipes.ts';
import { readProvenance } from './train.ts';

describe.each(CHECKPOINT_NAMES)('the checkpoint of %s', (name) => {
  it('holds the weights that its provenance names, and its last round made them', async () => {
    const provenance = await readProvenance(name);
    const bytes = await readFile(path.join(toCheckpointFolder(name), 'model.fwm'));
    expect(bytes.length).toBe(provenance.fileBytes);
    const { spec, tensors } = decodeModel(new Uint8Array(bytes));
    expect(spec.name).toBe(name);
    expect(hashWeights(tensors)).toBe(provenance.weightsSha256);
    expect(provenance.rounds.at(-1)!.weightsSha256).toBe(provenance.weightsSha256);
  });

  it('comes from the recipe that trains it anew', async () => {
    const { rounds } = await readProvenance(name);
    expect(rounds[0]!.recipe).toEqual(parseRecipe(CHECKPOINT_RECIPES[name].first));
  });

  it('is stated in the README as the provenance states it', async () => {
    const { wrong, tested } = await readProvenance(name);
    const readme = await readFile(toPath('README.md'), 'utf8');
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
    expect(row).toContain(`| ${((100 * wrong) / tested).toFixed(2)} % |`);
  });
});

it('keeps the two LeNets within the errors that Deep Compression starts from', async () => {
  expect((await readProvenance('lenet-300-100')).error).toBeLessThanOrEqual(0.0164);
  expect((await readProvenance('lenet-5')).error).toBeLessThanOrEqual(0.008);
});
