import { describe, expect, it } from 'vitest';
import { fillTemplate } from './template.ts';

describe('a template', () => {
  it('takes values by name and keeps names without one', () => {
    expect(fillTemplate('{a} of {b}', { a: 1 }, 'en')).toBe('1 of {b}');
  });

  it('closes up where Chinese meets Chinese, and nowhere else', () => {
    expect(fillTemplate('在 {place} 的权重', { place: '第 95 行第 3 列' }, 'zh')).toBe(
      '在第 95 行第 3 列的权重',
    );
    expect(fillTemplate('{name} 答错 {n} 张。 {name}', { name: 'fc1', n: 3 }, 'zh')).toBe(
      'fc1 答错 3 张。 fc1',
    );
  });
});
