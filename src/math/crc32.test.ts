import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeCrc32 } from './crc32.ts';

/** The definition: the remainder of the message, a polynomial over bits, divided by the generator. */
function divideByPolynomial(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) {
      const differs = ((remainder >>> 0) & 1) !== ((byte >>> bit) & 1);
      remainder = (remainder >>> 1) ^ (differs ? 0xedb88320 : 0);
    }
  }
  return ~remainder >>> 0;
}

describe('computeCrc32', () => {
  it('gives the published check value for "123456789"', () => {
    expect(computeCrc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(computeCrc32(new Uint8Array())).toBe(0);
  });

  it('equals long division bit by bit', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (bytes) => computeCrc32(bytes) === divideByPolynomial(bytes),
      ),
    );
  });

  it('goes on from the bytes before', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
        const whole = new Uint8Array([...first, ...second]);
        return computeCrc32(second, computeCrc32(first)) === computeCrc32(whole);
      }),
    );
  });
});
