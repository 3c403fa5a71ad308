import { describe, expect, it } from 'vitest';
import { countAnswers, toHours, toMetres, toTransferSeconds, toWatts } from './budget.ts';
import { READ_PJ } from './energy.ts';

describe('plain sums of a device', () => {
  it('give the 12.8 W that EIE quotes: a billion weights, 20 times a second, from DRAM', () => {
    expect(toWatts(1e9 * READ_PJ.dram, 20)).toBeCloseTo(12.8, 12);
  });

  it('empty a battery as by hand: 1 Wh are 3,600 J', () => {
    // A tenth of 10 Wh at 0.5 W lasts 2 hours; at 1 mJ an answer it gives 3,600 J / 0.001 J.
    expect(toHours(10, 0.1, 0.5)).toBeCloseTo(2, 12);
    expect(countAnswers(10, 0.1, 1e9)).toBeCloseTo(3_600_000, 3);
    expect(toHours(10, 0.1, toWatts(1e9, 1))).toBeCloseTo(countAnswers(10, 0.1, 1e9) / 3600, 9);
  });

  it('send 100 MB over 8 Mbit/s in 100 seconds', () => {
    expect(toTransferSeconds(100e6, 8)).toBeCloseTo(100, 9);
  });

  it('let a car at 100 km/h go 27.8 m in a second', () => {
    expect(toMetres(100, 1000)).toBeCloseTo(27.7778, 4);
    expect(toMetres(36, 100)).toBeCloseTo(1, 12);
  });
});
