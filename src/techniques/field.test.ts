import { describe, expect, it } from 'vitest';
import { dropSenseless, type Field, makesSense } from './field.ts';

const word = (text: string) => ({ en: text, zh: text });
const when = { key: 'rule', among: ['wide'] };
const fields: readonly Field[] = [
  {
    kind: 'choice',
    key: 'rule',
    label: word('rule'),
    usual: 'wide',
    options: [{ id: 'wide', label: word('wide') }],
  },
  {
    kind: 'choice',
    key: 'per',
    label: word('per'),
    usual: 'layer',
    options: [
      { id: 'layer', label: word('layer') },
      { id: 'group', label: word('group'), when },
    ],
  },
  { kind: 'flag', key: 'rounds', label: word('rounds'), usual: false, when },
];

describe('a field that makes sense beside one answer alone', () => {
  it('is there where that answer is given, or is the usual one', () => {
    expect(makesSense(fields[2]!, fields, {})).toBe(true);
    expect(makesSense(fields[2]!, fields, { rule: 'wide' })).toBe(true);
    expect(makesSense(fields[2]!, fields, { rule: 'narrow' })).toBe(false);
  });

  it('goes with its value, and so does an answer; everything else stays', () => {
    const options = { kind: 'stage', per: 'group', rounds: true };
    expect(dropSenseless(fields, { ...options, rule: 'wide' })).toEqual({ ...options, rule: 'wide' });
    expect(dropSenseless(fields, { ...options, rule: 'narrow' })).toEqual({ kind: 'stage', rule: 'narrow' });
    expect(dropSenseless(fields, { per: 'layer', rule: 'narrow' })).toEqual({ per: 'layer', rule: 'narrow' });
  });
});
