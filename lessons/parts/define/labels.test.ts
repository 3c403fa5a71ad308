import { expect, it } from 'vitest';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { toLabels } from './labels.ts';
import type { LessonNet } from './nets.tsx';

const row = (id: string, rest: Partial<LessonNet> = {}): LessonNet => ({
  id,
  slot: id,
  label: { en: id, zh: id },
  variant: 'dense',
  ...rest,
});
const nets = [row('dense'), row('cut', { make: (net) => net }), row('retrained', { run: 'retrain' })];
const holding = (kept: number | null) => ({
  snapshot: kept === null ? null : ({ tensors: [kept] } as unknown as ModelSnapshot),
  origin: kept === null ? null : 'net',
});
const describe = ({ tensors }: ModelSnapshot) => [
  { en: `${Math.floor(Number(tensors[0]))} kept`, zh: '粗' },
  { en: `${tensors[0]} kept`, zh: '细' },
];
const toNames = (...kept: (number | null)[]) =>
  toLabels(nets, [holding(1), ...kept.map(holding)], 'net', describe).map(({ en }) => en);

it('names of compared nets say what was done where it differs, as coarsely as that can be seen', () => {
  expect(toNames(5, 5)).toEqual(['dense', 'cut', 'retrained']);
  expect(toNames(5, 8)).toEqual(['dense', 'cut, 5 kept', 'retrained, 8 kept']);
  expect(toNames(5, 5.5)).toEqual(['dense', 'cut, 5 kept', 'retrained, 5.5 kept']);
  expect(toNames(5, null)).toEqual(['dense', 'cut', 'retrained']);
});
