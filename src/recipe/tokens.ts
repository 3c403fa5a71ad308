/**
 * How does a JSON value become text that passes through any link unharmed? As tokens joined by `*`, of
 * letters, digits, dots, dashes and underscores alone, which no browser, form or chat program escapes. Still
 * readable, so that a teacher can change a number in it.
 *
 *     mnist   a text            .o key value ... .   an object
 *     0.9     a number          .a value ... .       a list
 *     .t .f .n  true, false, null      .s<base64url>  any other text
 *
 * Ends at the end of the text need not be written.
 */

/** A text that is not tokens; the message says where, counting parts from 1. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

const MOST_LEVELS = 64;
const WORD = /^[A-Za-z][A-Za-z0-9._-]*$/;
const NUMBER = /^-?\d+(\.\d+)?(e-?\d+)?$/;

/** @param shorten what is written for a field's name */
export function writeTokens(value: unknown, shorten: (key: string) => string = (key) => key): string {
  const tokens: string[] = [];
  const write = (each: unknown): void => {
    if (each === true || each === false || each === null)
      tokens.push(each === null ? '.n' : each ? '.t' : '.f');
    else if (typeof each === 'number' && Number.isFinite(each)) tokens.push(toNumberToken(each));
    else if (typeof each === 'string') tokens.push(toTextToken(each));
    else if (Array.isArray(each)) {
      tokens.push('.a');
      each.forEach(write);
      tokens.push('.');
    } else if (typeof each === 'object') {
      tokens.push('.o');
      for (const [key, inner] of Object.entries(each)) {
        if (inner === undefined) continue;
        tokens.push(toTextToken(shorten(key)));
        write(inner);
      }
      tokens.push('.');
    } else throw new TokenError(`a ${typeof each} cannot be written into a link`);
  };
  write(value);
  while (tokens.length > 1 && tokens.at(-1) === '.') tokens.pop();
  return tokens.join('*');
}

/**
 * @param lengthen the field that a written name stands for
 * @throws TokenError
 */
export function readTokens(text: string, lengthen: (key: string) => string = (key) => key): unknown {
  const tokens = text.split('*');
  let at = 0;
  const readValue = (depth: number): unknown => {
    const token = tokens[at++];
    if (token === undefined) throw new TokenError('it ends too early');
    if (depth > MOST_LEVELS) throw new TokenError(`it is nested deeper than ${MOST_LEVELS} levels`);
    if (token === '.a') {
      const list: unknown[] = [];
      while (!isAtEnd()) list.push(readValue(depth + 1));
      return list;
    }
    if (token === '.o') {
      const fields: [string, unknown][] = [];
      while (!isAtEnd()) {
        const key = toScalar(tokens[at++] ?? '');
        if (typeof key !== 'string') throw new TokenError(`part ${at} should be a name`);
        fields.push([lengthen(key), readValue(depth + 1)]);
      }
      return Object.fromEntries(fields);
    }
    return toScalar(token);
  };
  const isAtEnd = () => {
    if (tokens[at] !== '.') return at >= tokens.length;
    at++;
    return true;
  };
  const toScalar = (token: string): unknown => {
    if (WORD.test(token)) return token;
    if (NUMBER.test(token)) return Number(token);
    if (token === '.t' || token === '.f') return token === '.t';
    if (token === '.n') return null;
    if (token.startsWith('.s')) return fromBase64(token.slice(2));
    throw new TokenError(`part ${at} is ${JSON.stringify(token.slice(0, 20))}`);
  };
  const value = readValue(0);
  if (at < tokens.length) throw new TokenError(`it goes on after its end, with part ${at + 1}`);
  return value;
}

function toNumberToken(value: number): string {
  return Object.is(value, -0) ? '0' : String(value).replace('e+', 'e');
}

function toTextToken(text: string): string {
  return WORD.test(text) ? text : `.s${toBase64(text)}`;
}

function toBase64(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64(text: string): string {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const codes = Uint8Array.from(bytes, (each) => each.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(codes);
  } catch {
    throw new TokenError(`${JSON.stringify(text.slice(0, 20))} is not an encoded text`);
  }
}
