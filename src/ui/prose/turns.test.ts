import { describe, expect, it, vi } from 'vitest';
import { takeTurn } from './turns.ts';

describe('turns', () => {
  it('go to the nearest first, and one that is given up is never run', async () => {
    const order: string[] = [];
    let isFarNear = false;
    takeTurn(
      () => 500,
      () => order.push('middle'),
    );
    takeTurn(
      () => (isFarNear ? 0 : 900),
      () => order.push('far'),
    );
    takeTurn(
      () => 10,
      () => {
        order.push('near');
        isFarNear = true; // the reader scrolls meanwhile
      },
    );
    takeTurn(
      () => 1,
      () => order.push('never'),
    )();
    await vi.waitFor(() => expect(order).toEqual(['near', 'far', 'middle']));
  });

  it('leave the thread between two of them', async () => {
    const order: string[] = [];
    takeTurn(
      () => 1,
      () => {
        order.push('first');
        setTimeout(() => order.push('page'));
      },
    );
    takeTurn(
      () => 2,
      () => order.push('second'),
    );
    await vi.waitFor(() => expect(order).toEqual(['first', 'page', 'second']));
  });
});
