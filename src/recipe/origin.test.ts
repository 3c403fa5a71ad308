import { describe, expect, it } from 'vitest';
import { MODEL_ZOO } from '../spec/zoo.ts';
import { findOrigin } from './origin.ts';

const spec = { ...MODEL_ZOO['lenet-5'], name: 'lenet-5-thin' } as never;
const fromRun = (id: string) => ({ model: { spec }, start: { kind: 'run' as const, id } });

describe('findOrigin', () => {
  const first = {
    id: 'first',
    recipe: { model: { name: 'lenet-5' as const }, start: { kind: 'checkpoint' as const } },
  };
  const second = { id: 'second', recipe: fromRun('first') };

  it('is the net that the first of a row of runs began with, whatever its layers have become', () => {
    expect(findOrigin(first.recipe, [])).toBe('lenet-5');
    expect(findOrigin(fromRun('second'), [second, first])).toBe('lenet-5');
  });

  it('is the net in hand where the run before it is gone, or runs name each other', () => {
    expect(findOrigin(fromRun('second'), [second])).toBe('lenet-5-thin');
    const ring = { id: 'ring', recipe: fromRun('ring') };
    expect(findOrigin(ring.recipe, [ring])).toBe('lenet-5-thin');
  });
});
