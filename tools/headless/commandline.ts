/**
 * How a command of the lab says what it takes: one table gives the parser its options and the reader the
 * help, so that the two agree.
 */
import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface CommandOption {
  readonly type: 'string' | 'boolean';
  /** What its value is called in the help; absent for switches. */
  readonly value?: string;
  readonly help: string;
  /** May be given several times; its values are a list then. */
  readonly isMultiple?: boolean;
}

/** The options that a line gives, by name. */
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface CommandInfo {
  readonly summary: string;
  /** What stands after the command's name, and what it is. */
  readonly argument: { readonly name: string; readonly help: string };
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly example: string;
}

/** What a line asks for: a command to carry out, or help about one or all. */
export type Order<Name extends string> =
  | {
      readonly kind: 'run';
      readonly command: Name;
      readonly argument: string;
      readonly values: Values;
    }
  | { readonly kind: 'help'; readonly text: string };

const CALL = 'npm run -s lab --';
const HELP_WORDS = ['--help', '-h', 'help'];
const HELP: CommandOption = { type: 'boolean', help: 'shows this' };

/** @throws an Error of one sentence, with what to try, where the line is none of a command's */
export function parseOrder<Name extends string>(
  commands: Readonly<Record<Name, CommandInfo>>,
  line: readonly string[],
): Order<Name> {
  // Options may come before the command.
  const at = Math.max(
    0,
    line.findIndex((each) => Object.hasOwn(commands, each) || HELP_WORDS.includes(each)),
  );
  const first = line[at];
  const rest = line.toSpliced(at, 1);
  if (first !== undefined && HELP_WORDS.includes(first)) {
    const about = rest.find((each): each is Name => Object.hasOwn(commands, each));
    return {
      kind: 'help',
      text: about === undefined ? toOverview(commands) : toHelp(about, commands[about]),
    };
  }
  if (first === undefined) throw new Error(toOverview(commands));
  if (!Object.hasOwn(commands, first)) {
    const names = Object.keys(commands).join(', ');
    throw new Error(`There is no command ${first}: it is one of ${names}. See ${CALL} --help.`);
  }
  const command = first as Name;
  const info = commands[command];
  const { values, positionals } = parse(command, info, rest);
  if (values.help === true) return { kind: 'help', text: toHelp(command, info) };
  const [argument, ...others] = positionals;
  if (argument === undefined || others.length > 0) {
    throw new Error(
      `${command} takes one ${info.argument.name}, got ${positionals.length}. ${toHint(command)}`,
    );
  }
  return { kind: 'run', command, argument, values };
}

function parse(command: string, info: CommandInfo, args: string[]) {
  const options: ParseArgsConfig['options'] = { help: { type: 'boolean', short: 'h' } };
  for (const [name, { type, isMultiple = false }] of Object.entries(info.options))
    options[name] = { type, multiple: isMultiple };
  try {
    return parseArgs({ args, allowPositionals: true, options }) as {
      values: Values;
      positionals: string[];
    };
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new Error(`${sentence}. ${toHint(command)}`);
  }
}

function toHint(command: string): string {
  return `See ${CALL} ${command} --help.`;
}

function toOverview(commands: Readonly<Record<string, CommandInfo>>): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    `usage: ${CALL} COMMAND ...`,
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    `${CALL} COMMAND --help says what a command takes. Examples:`,
    '',
    ...Object.values(commands).map(({ example }) => `  ${CALL} ${example}`),
  ].join('\n');
}

function toHelp(command: string, { summary, argument, options, example }: CommandInfo): string {
  const rows = [
    [argument.name, argument.help],
    ...Object.entries({ ...options, help: HELP }).map(([name, { value, help }]) => [
      `--${name}${value === undefined ? '' : ` ${value}`}`,
      help,
    ]),
  ] as const;
  const width = Math.max(...rows.map(([name]) => name!.length));
  return [
    `usage: ${CALL} ${command} ${argument.name} [options]`,
    '',
    `${summary[0]!.toUpperCase()}${summary.slice(1)}.`,
    '',
    ...rows.map(([name, help]) => `  ${name!.padEnd(width)}  ${help}`),
    '',
    'Example:',
    '',
    `  ${CALL} ${example}`,
  ].join('\n');
}
