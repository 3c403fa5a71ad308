import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowOf } from '../../src/techniques/stages.ts';
import { ROOT } from '../house/paths.mjs';
import type { CodedLayer, Compressed } from './compress.ts';
import { readNamedRecipe, readResults, toResultRow } from './named.ts';
import { PAPER } from './paper.ts';
import { alignRows, toReport } from './report.ts';

const coded = (bytes: number): CodedLayer => ({
  encoding: 'huffman',
  bytes,
  weightBits: 4.5,
  indexBits: 3.5,
  codebookBytes: 16,
  rate: bytes / 4000,
});

const OURS: Compressed = {
  model: 'lenet-300-100',
  denseBytes: 1_000_000,
  denseError: 0.016,
  checkpointSha256: '0'.repeat(64),
  weights: 1000,
  nonZeros: 260,
  prunedBytes: 100_000,
  codedBytes: { raw: 30_000, huffman: 25_000, arithmetic: 20_000 },
  coding: 'huffman',
  fileBytes: 25_000,
  fileParts: { header: 20, weights: 10_000, indices: 10_000, codebooks: 1_000, biases: 3_980 },
  error: 0.0155,
  wrong: 155,
  tested: 10_000,
  elapsedMs: 61_000,
  weightsSha256: '0'.repeat(64),
  layers: [
    {
      layer: 'fc3',
      weights: 1000,
      nonZeros: 260,
      kept: 0.26,
      clusters: 64,
      codings: { raw: coded(600), huffman: coded(500), arithmetic: coded(400) },
    },
  ],
};

describe('the report', () => {
  it("sets the paper's figures beside ours", () => {
    const text = toReport(OURS, PAPER['lenet-300-100']).join('\n');
    expect(text).toMatch(/with Huffman codes +2\.49 % \(40\.2x\) +25,000 B +2\.50 % \(40\.0x\)/);
    expect(text).toMatch(/error, from the file alone +1\.58 % +1\.55 % +155 of 10,000/);
    expect(text).toMatch(
      /fc3 +1,000 +26 % \/ 26\.0 % +6\.0 \/ 4\.5 +4\.3 \/ 4\.5 +5\.0 \/ 3\.5 +3\.2 \/ 3\.5 +15\.70 % \/ 15\.00 %/,
    );
    expect(text).toContain('file: 25,000 B, 40.0x, huffman (header 20,');
  });

  it('does without the paper where that has no such net', () => {
    const text = toReport(OURS, undefined).join('\n');
    expect(text).not.toContain('/ 26.0 %');
    expect(text).toContain('26.0 %');
  });

  it('aligns columns', () => {
    expect(
      alignRows([
        ['a', '10'],
        ['bcd', '5'],
      ]),
    ).toEqual(['a    10', 'bcd   5']);
  });
});

describe("the paper's figures", () => {
  it('add up: the layers make the totals, as far as rounding goes', () => {
    for (const { layers, rates } of Object.values(PAPER)) {
      const weights = layers.reduce((sum, each) => sum + each.weights, 0);
      const rateOf = (read: (layer: (typeof layers)[number]) => number) =>
        layers.reduce((sum, each) => sum + each.weights * read(each), 0) / weights;
      expect(rateOf((each) => each.kept)).toBeCloseTo(rates[0], 2);
      expect(rateOf((each) => each.rate)).toBeCloseTo(rates[1], 2);
      expect(rateOf((each) => each.rateHuffman)).toBeCloseTo(rates[2], 2);
    }
  });
});

describe('the named recipes', () => {
  const names = readdirSync(path.join(ROOT, 'recipes'))
    .filter((file) => file.endsWith('.json') && file !== 'results.json')
    .map((file) => file.replace(/\.json$/, ''));

  it.each(names)('%s is a recipe of its model, from weights that are there to a coded file', async (name) => {
    const { model, start, stages, dataset } = await readNamedRecipe(name);
    expect('name' in model && name.startsWith(`${model.name}-`)).toBe(true);
    expect(['checkpoint', 'random']).toContain(start.kind);
    expect(stages.at(-1)!.kind).toBe('code');
    // All training images, but where a stage chooses by held ones.
    const isHeld = stages.some((stage) => rowOf(stage).needsValidation?.(stage));
    expect(dataset.validationExamples > 0).toBe(isHeld);
  });

  it('stand in the table with what really came of them', async () => {
    const rows = readFileSync(path.join(ROOT, 'recipes', 'README.md'), 'utf8')
      .split('\n')
      .map((line) => line.replaceAll(/ +/g, ' '));
    for (const [name, result] of Object.entries(await readResults()))
      expect(rows).toContain(toResultRow(name, result));
  });

  it('have results under their names, and no other has', async () => {
    const results = await readResults();
    expect(Object.keys(results).filter((name) => !names.includes(name))).toEqual([]);
    for (const { result } of Object.values(results)) {
      if (result === undefined) continue;
      expect(Object.values(result.fileParts).reduce((sum, bytes) => sum + bytes, 0)).toBe(result.fileBytes);
      expect(result.error).toBe(result.wrong / result.tested);
    }
  });
});
