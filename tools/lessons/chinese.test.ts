/** Holds all Chinese of the lab to what `chinese.mjs` can find. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFaults, readProse, readStrings } from './chinese.mjs';

const ROOT = path.join(import.meta.dirname, '../..');
const list = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...patterns], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && !/\.test\.tsx?$/.test(file));
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const say = (text: string) =>
  findFaults(text).map(({ rule, at }) => `${rule}: ${text.slice(Math.max(0, at - 12), at + 20)}`);

describe('Chinese', () => {
  it.each([
    '这是权重,那是偏置。',
    '文件变小.',
    '码本(短表)',
    '在 第 95 行',
    '请用 “npm run data” 修复',
    '剪去 90 % 的权重',
    '缩小到 1/46.8',
    '判错 3 张',
    '做 {} 次乘法',
    '第 {place} 位的权重',
    '见第三节',
  ])('is found wrong in %s', (text) => {
    expect(findFaults(text)).not.toEqual([]);
  });

  it('is let be where it is right', () => {
    for (const text of [
      '剪去 90% 的权重，LeNet-5（20C5）答错 {wrong} 张：{list}。',
      '把第 {byte} 字节的第 {bit} 位翻转了一下。',
      '每个神经元只需 16 次乘法；压缩比 46.8。',
    ])
      expect(findFaults(text)).toEqual([]);
  });

  it.each(list('lessons/**/zh.mdx'))('of %s is set as Chinese', (file) => {
    expect(readProse(read(file)).flatMap(say).join('\n')).toBe('');
  });

  it('of all messages is set as Chinese', () => {
    const faults = list('src/**/*.ts', 'src/**/*.tsx', 'lessons/**/*.ts', 'lessons/**/*.tsx').flatMap(
      (file) =>
        readStrings(file, read(file)).flatMap(({ line, text }) =>
          say(text).map((each) => `${file}:${line} ${each}`),
        ),
    );
    expect(faults.join('\n')).toBe('');
  });
});
