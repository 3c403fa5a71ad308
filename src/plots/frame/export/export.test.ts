import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import type { PlotTable } from '../../types.ts';
import { addPngText } from './png.ts';
import { toCsv, toFileName, toJson } from './text.ts';

const table: PlotTable = {
  columns: [
    { id: 'x', label: 'weights pruned (%)', format: (value) => `${100 * value} %` },
    { id: 'y', label: 'error, "L2"' },
    { id: 'y', label: 'error, "L2"', unit: 'images' },
    { id: 'ms', label: 'time', unit: 'ms', format: () => 'not this' },
  ],
  rows: [
    [0.9, 0.0164, 164, 1.5],
    [0.95, null, null, null],
    ['=1+1', Number.NaN, '\u22123.5', '-2'],
  ],
};

describe('toCsv', () => {
  it('quotes, leaves unmeasured values empty, carries bare numbers and disarms formulas', () => {
    const [head, ...rows] = toCsv(table).split('\r\n');
    expect(head).toBe('weights pruned (fraction),"error, ""L2""","error, ""L2"" (images)",time (ms)');
    expect(rows).toEqual(['0.9,0.0164,164,1.5', '0.95,,,', "'=1+1,,-3.5,-2", '']);
  });

  it('tells columns of one name apart', () => {
    const twice = { columns: [1, 2, 3].map(() => ({ id: 'test', label: 'test' })), rows: [[1, 2, 3]] };
    expect(toCsv(twice)).toBe('test,test (2),test (3)\r\n1,2,3\r\n');
    expect(JSON.parse(toJson(described, twice)).rows).toEqual([{ test: 1, 'test (2)': 2, 'test (3)': 3 }]);
  });
});

const described = { title: 'a', finding: 'b', provenance: undefined };

describe('toJson', () => {
  it('carries the recipe, the page, and rows by column', () => {
    const recipe = { version: 1, seed: 7 };
    const read = JSON.parse(toJson({ ...described, provenance: recipe, page: '/bench?a=1' }, table));
    expect(read).toMatchObject({ recipe, page: '/bench?a=1' });
    expect(read.columns[3]).toEqual({ id: 'ms', label: 'time', unit: 'ms' });
    expect(read.rows).toEqual([
      { x: 0.9, y: 0.0164, 'y (2)': 164, ms: 1.5 },
      { x: 0.95, y: null, 'y (2)': null, ms: null },
      { x: '=1+1', y: null, 'y (2)': '-3.5', ms: '-2' },
    ]);
  });

  it('stays readable without rows', () => {
    const none = toJson(described, { columns: [], rows: [] });
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
