import { describe, expect, it } from 'vitest';
import { parseOrder } from './commandline.ts';

const COMMANDS = {
  weigh: {
    summary: 'weighs a thing',
    argument: { name: 'THING', help: 'what to weigh' },
    options: {
      unit: { type: 'string', value: 'NAME', help: 'grams unless given' },
      twice: { type: 'boolean', help: 'to be sure' },
      on: { type: 'string', value: 'SCALE', isMultiple: true, help: 'which scales' },
    },
    example: 'weigh stone --unit ounces',
  },
  count: {
    summary: 'counts',
    argument: { name: 'THINGS', help: 'them' },
    options: {},
    example: 'count sheep',
  },
} as const;

const parse = (line: string) => parseOrder(COMMANDS, line.split(' ').filter(Boolean));

describe('a line for the lab', () => {
  it('is a command with its argument and options', () => {
    expect(parse('weigh stone --unit ounces --twice')).toEqual({
      kind: 'run',
      command: 'weigh',
      argument: 'stone',
      values: { unit: 'ounces', twice: true },
    });
    expect(parse('--twice weigh stone')).toMatchObject({ argument: 'stone', values: { twice: true } });
    expect(parse('weigh stone --on a --on b')).toMatchObject({ values: { on: ['a', 'b'] } });
  });

  it.each(['--help', '-h', 'help'])('asks for everything that there is with %s', (line) => {
    const order = parse(line);
    expect(order.kind === 'help' && order.text).toContain('weigh  weighs a thing');
    expect(order.kind === 'help' && order.text).toContain('npm run -s lab -- count sheep');
  });

  it.each(['weigh --help', 'weigh -h', 'weigh stone --help', 'help weigh', '--help weigh'])(
    'asks about one command with %s, and hears its options and an example',
    (line) => {
      const order = parse(line);
      expect(order.kind === 'help' && order.text).toBe(
        [
          'usage: npm run -s lab -- weigh THING [options]',
          '',
          'Weighs a thing.',
          '',
          '  THING        what to weigh',
          '  --unit NAME  grams unless given',
          '  --twice      to be sure',
          '  --on SCALE   which scales',
          '  --help       shows this',
          '',
          'Example:',
          '',
          '  npm run -s lab -- weigh stone --unit ounces',
        ].join('\n'),
      );
    },
  );

  it('is refused in a sentence that says where to read on', () => {
    expect(() => parse('')).toThrow('usage: npm run -s lab -- COMMAND');
    expect(() => parse('melt stone')).toThrow('There is no command melt: it is one of weigh, count.');
    expect(() => parse('toString stone')).toThrow('There is no command toString');
    expect(() => parse('count sheep --unit ounces')).toThrow(
      "Unknown option '--unit'. See npm run -s lab -- count --help.",
    );
    expect(() => parse('weigh')).toThrow('weigh takes one THING, got 0. See npm run -s lab -- weigh --help.');
    expect(() => parse('weigh a b')).toThrow('got 2');
    expect(() => parse('weigh stone --unit')).toThrow(/--unit.*argument missing\. See/);
  });
});
