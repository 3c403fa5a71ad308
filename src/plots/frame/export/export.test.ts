import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import type { PlotTable } from '../../types.ts';
import { addPngText } from './png.ts';
import { toCsv, toFileName, toJson } from './text.ts';

const table: PlotTable = {
  columns: [
    { id: 'x', label: 'weights pruned', format: () => 'not this' },
    { id: 'y', label: 'error, "L2"' },
  ],
  rows: [
    [0.9, 0.0164],
    [0.95, null],
    ['=1+1', Number.NaN],
  ],
};

describe('toCsv', () => {
  it('quotes, leaves unmeasured values empty, carries bare numbers and disarms formulas', () => {
    expect(toCsv(table)).toBe('weights pruned,"error, ""L2"""\r\n0.9,0.0164\r\n0.95,\r\n\'=1+1,\r\n');
  });
});

describe('toJson', () => {
  it('carries the recipe and rows by column', () => {
    const recipe = { version: 1, seed: 7 };
    const read = JSON.parse(toJson({ title: 'a', finding: 'b', provenance: recipe }, table));
    expect(read.recipe).toEqual(recipe);
    expect(read.rows).toEqual([
      { x: 0.9, y: 0.0164 },
      { x: 0.95, y: null },
      { x: '=1+1', y: null },
    ]);
  });

  it('stays readable without rows', () => {
    const none = toJson({ title: 'a', finding: 'b', provenance: undefined }, { columns: [], rows: [] });
    expect(JSON.parse(none)).toMatchObject({ recipe: null, rows: [] });
  });
});

describe('toFileName', () => {
  it('keeps letters of any script', () => {
    expect(toFileName('Error / sparsity: 误差')).toBe('error-sparsity-误差');
    expect(toFileName('///')).toBe('figure');
  });
});

describe('addPngText', () => {
  const data = Uint8Array.from({ length: 12 }, (_, i) => i * 20);
  const png = encode({ width: 2, height: 2, channels: 3, depth: 8, data });

  it('leaves a picture that an independent decoder reads, checksums and all', () => {
    const read = decode(addPngText(png, { Title: 'a', Recipe: '{"seed":1}' }), { checkCrc: true });
    expect([...read.data]).toEqual([...data]);
  });

  it('writes the text behind its keyword', () => {
    const text = new TextDecoder().decode(addPngText(png, { Recipe: '{"seed":1}' }));
    expect(text).toContain('iTXtRecipe\0\0\0\0\0{"seed":1}');
  });

  it('refuses what is not a PNG', () => {
    expect(() => addPngText(Uint8Array.of(1, 2, 3), {})).toThrow('must be a PNG, got 3 bytes');
  });
});
