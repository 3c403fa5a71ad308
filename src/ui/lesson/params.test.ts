import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceParam, flagParam, numberParam, textParam } from './params.ts';

const sparsity = numberParam({ initial: 0.9, min: 0, max: 0.99 });

describe('link parameters', () => {
  it('brings a number into range and says so', () => {
    expect(sparsity.read('1.7')).toEqual({ value: 0.99, wasClamped: true });
    expect(sparsity.read('-3')).toEqual({ value: 0, wasClamped: true });
    expect(sparsity.read('0.5')).toEqual({ value: 0.5, wasClamped: false });
  });

  it('falls back to the initial value for what is no number', () => {
    for (const text of ['', ' ', 'NaN', 'ninety', '0x', '1,5']) {
      expect(sparsity.read(text)).toEqual({ value: 0.9, wasClamped: true });
    }
    expect(sparsity.read('Infinity')).toEqual({ value: 0.99, wasClamped: true });
  });

  it('reads any text to a value in range, and writes it back the same', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { value } = sparsity.read(text);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(0.99);
        expect(sparsity.read(sparsity.write(value)).value).toBe(value);
      }),
    );
  });

  it('knows its words only', () => {
    const layer = choiceParam(['fc1', 'fc2'], 'fc1');
    expect(layer.read('fc2')).toEqual({ value: 'fc2', wasClamped: false });
    expect(layer.read('__proto__')).toEqual({ value: 'fc1', wasClamped: true });
    expect(flagParam(true).read('off').value).toBe(false);
    expect(flagParam(true).read('maybe')).toEqual({ value: true, wasClamped: true });
  });

  it('turns a parser that throws into the initial value', () => {
    const json = textParam<unknown>({ initial: null, parse: JSON.parse, format: JSON.stringify });
    expect(json.read('{')).toEqual({ value: null, wasClamped: true });
    expect(json.read('[1]')).toEqual({ value: [1], wasClamped: false });
  });
});
