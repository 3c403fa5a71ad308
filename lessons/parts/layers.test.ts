import { describe, expect, it } from 'vitest';
import { byLayerParam } from './layers.ts';

describe('numbers by layer in a link', () => {
  const param = byLayerParam(0.999);

  it('come back as they were written', () => {
    const text = param.write({ fc1: 0.905, 'stage1-block1-conv1': 0.5 });
    expect(text).toBe('fc1:0.905,stage1-block1-conv1:0.5');
    expect(param.read(text)).toEqual({
      value: { fc1: 0.905, 'stage1-block1-conv1': 0.5 },
      wasClamped: false,
    });
  });

  it('are dropped as a whole where they are nonsense, and kept in range', () => {
    expect(param.read('fc1:nine')).toEqual({ value: {}, wasClamped: true });
    expect(param.read('__proto__:0.5;x')).toEqual({ value: {}, wasClamped: true });
    expect(param.read('fc1:44').value).toEqual({ fc1: 0.999 });
  });
});
