import { describe, expect, it } from 'vitest';
import type { ScaleOptions } from './scale.ts';
import { readTyped, toReadings } from './typed.ts';

describe('toReadings', () => {
  it('reads what people type', () => {
    expect(toReadings('90 %', '%')).toEqual([90]);
    expect(toReadings('１２')).toEqual([12]);
    expect(toReadings('−3')).toEqual([-3]);
    expect(toReadings('1e-3')).toEqual([0.001]);
    expect(toReadings('.5')).toEqual([0.5]);
    for (const nonsense of ['', 'abc', '1.2.3', '0x10', 'Infinity', '--1', '1,2,3', ',', '1,,000', '1,0,000'])
      expect(toReadings(nonsense)).toEqual([]);
  });

  it('takes a comma that cannot group thousands for a decimal comma', () => {
    expect(toReadings('2,5')).toEqual([2.5]);
    expect(toReadings('0,5')).toEqual([0.5]);
    expect(toReadings('0,005')).toEqual([0.005]);
    expect(toReadings('0,125')).toEqual([0.125]);
    expect(toReadings('-0,125')).toEqual([-0.125]);
    expect(toReadings('00,125')).toEqual([0.125]);
    expect(toReadings(',125')).toEqual([0.125]);
    expect(toReadings('1,25')).toEqual([1.25]);
    expect(toReadings('1,2500')).toEqual([1.25]);
    expect(toReadings('1234,567')).toEqual([1234.567]);
    expect(toReadings('2,5e-3')).toEqual([0.0025]);
  });

  it('gives both readings of a comma before three digits, and one where only groups are possible', () => {
    expect(toReadings('1,250')).toEqual([1250, 1.25]);
    expect(toReadings('１，２５０')).toEqual([1250, 1.25]);
    expect(toReadings('1,250,000')).toEqual([1250000]);
    expect(toReadings('1,250.5')).toEqual([1250.5]);
  });

  it('takes the ideographic full stop for a point', () => {
    expect(toReadings('0。05')).toEqual([0.05]);
    expect(toReadings('０。０５')).toEqual([0.05]);
    expect(toReadings('0｡05')).toEqual([0.05]);
  });
});

describe('readTyped', () => {
  const rate: ScaleOptions = { min: 1e-4, max: 1, step: 1e-4, scale: 'log' };
  const bits: ScaleOptions = { min: 1, max: 8, step: 1, scale: 'linear' };
  const images: ScaleOptions = { min: 1, max: 60_000, step: 1, scale: 'linear' };
  const wide: ScaleOptions = { min: 0, max: 2000, step: 0.01, scale: 'linear' };
  const share: ScaleOptions = { min: 0, max: 0.99, step: 0.001, scale: 'linear' };

  it('reads a learning rate with a decimal comma as it is meant', () => {
    expect(readTyped('0,005', '', 1, rate)).toEqual({ kind: 'value', value: 0.005 });
    expect(readTyped('0。05', '', 1, rate)).toEqual({ kind: 'value', value: 0.05 });
  });

  it('says that 0.005 is no number of bits', () => {
    expect(readTyped('0,005', '', 1, bits)).toEqual({ kind: 'outside', value: 1 });
  });

  it('decides by the range whether a comma groups', () => {
    expect(readTyped('1,250', '', 1, images)).toEqual({ kind: 'value', value: 1250 });
    expect(readTyped('1,250', '', 1, { ...wide, max: 10 })).toEqual({ kind: 'value', value: 1.25 });
    expect(readTyped('1,250', '', 1, { ...wide, min: 100 })).toEqual({ kind: 'value', value: 1250 });
  });

  it('names both readings where both fit, or neither and on either side', () => {
    const both = { kind: 'ambiguous', readings: [1250, 1.25] };
    expect(readTyped('1,250', '', 1, wide)).toEqual(both);
    expect(readTyped('1,250', '', 1, { ...wide, min: 10, max: 20 })).toEqual(both);
  });

  it('takes percent for hundredths', () => {
    expect(readTyped('12,5 %', '%', 100, share)).toEqual({ kind: 'value', value: 0.125 });
    expect(readTyped('12,500', '%', 100, share)).toEqual({ kind: 'value', value: 0.125 });
    expect(readTyped('120', '%', 100, share)).toEqual({ kind: 'outside', value: 0.99 });
  });

  it('has nothing to say to nonsense', () => {
    expect(readTyped('five', '', 1, bits)).toEqual({ kind: 'none' });
  });
});
