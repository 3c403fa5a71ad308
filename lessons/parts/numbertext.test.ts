import { expect, it } from 'vitest';
import { toPower, toShort } from './numbertext.ts';

it('writes powers raised, with a true minus', () => {
  expect([toPower(2, -23), toPower(10, 8)]).toEqual(['2⁻²³', '10⁸']);
  expect([0, -0.7, 5.96e-8, -3.4e38].map(toShort)).toEqual(['0', '−0.7', '5.96 × 10⁻⁸', '−3.40 × 10³⁸']);
});
