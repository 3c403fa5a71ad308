import { describe, expect, it } from 'vitest';
import { createStream } from '../math/random.ts';
import { decodeArithmetic, encodeArithmetic, SpareSteps } from './arithmetic.ts';
import { ByteReader } from './bytes.ts';
import { encodeCodebook, shareValues } from './codebook.ts';
import { EMPTY } from './scan.ts';

/**
 * A decoder written from FORMAT.md alone: slow, with nothing kept from cell to cell, and sharing no code with
 * the one that is tested. Returns cells in the order of the lines.
 */
function decodeByTheBook(
  bytes: Uint8Array,
  positionBytes: number,
  sides: { lines: number; length: number; period: number; inUseOnly: boolean },
  k: number,
  g: number,
): number[] {
  let { lines, length, period: e } = sides;
  const { inUseOnly } = sides;
  const cells: number[] = [];
  let used: { lines: number[]; places: number[] } | undefined;
  const stretch = (x: number) => Math.round(256 * Math.log((x + 0.5) / (65536 - x - 0.5)));

  const openBits = (from: number, to: number) => {
    let next = from;
    const take = () => (next < to ? bytes[next++]! : 0);
    let range = 2n ** 32n;
    let code = 0n;
    for (let i = 0; i < 4; i++) code = code * 256n + BigInt(take());
    return (probability: number): number => {
      const part = (range * BigInt(probability)) / 65536n;
      const bit = code < part ? 1 : 0;
      if (bit === 0) code -= part;
      range = bit === 1 ? part : range - part;
      for (; range < 2n ** 24n; range *= 256n) code = code * 256n + BigInt(take());
      return bit;
    };
  };
  const openMixer = (decode: (probability: number) => number, models: number) => {
    const memory = new Map<string, { p: number; n: number }>();
    const weights: number[] = Array(models).fill(13107);
    return (contexts: readonly number[]): number => {
      const states = contexts.map((context, i) => {
        const key = `${i}:${context}`;
        if (!memory.has(key)) memory.set(key, { p: 2 ** 21, n: 0 });
        return memory.get(key)!;
      });
      const odds = states.map(({ p }) => stretch(Math.floor(p / 64)));
      const sum = odds.reduce((total, s, i) => total + s * weights[i]!, 0);
      const mixed = Math.max(-2840, Math.min(2840, Math.floor(sum / 65536)));
      const probability = Math.max(1, Math.min(65535, Math.round(65536 / (1 + Math.exp(-mixed / 256)))));
      const bit = decode(probability);
      const error = 65536 * bit - probability;
      odds.forEach((s, i) => {
        weights[i]! += Math.floor((12 * s * error) / 2 ** 20 + 0.5);
      });
      for (const state of states) {
        state.p += Math.trunc((2 * (bit * (2 ** 22 - 1) - state.p)) / (2 * state.n + 3));
        state.n = Math.min(255, state.n + 1);
      }
      return bit;
    };
  };
  const at = (line: number, place: number) =>
    line < 0 || place < 0 || place >= length ? -1 : cells[line * length + place]!;
  const isHere = (line: number, place: number): number => (at(line, place) >= 0 ? 1 : 0);
  const level = (c: number, t: number) => {
    const digits = Math.floor((256 * (t + 2)) / (2 * c + 1)).toString(2);
    return Math.max(0, Math.min(23, 2 * (digits.length - 1 - 7) + Number(digits[1] ?? 0)));
  };

  const positionBits = openBits(0, positionBytes);
  if (inUseOnly) {
    // The lines and places in use, then the tensor of these alone.
    const readUse = (count: number, period: number): number[] => {
      const next = openMixer(positionBits, 3);
      const used: number[] = [];
      for (let i = 0; i < count; i++) {
        const [one, two] = [used[i - 1] ?? 0, used[i - 2] ?? 0];
        const up = period === 0 ? 2 : (used[i - period] ?? 2);
        used.push(next([0, one + 2 * two, 2 * up + one]));
      }
      return used;
    };
    const whole = { lines: readUse(lines, 0), places: readUse(length, e) };
    const sum = (used: readonly number[]) => used.reduce((total, each) => total + each, 0);
    [lines, length] = [sum(whole.lines), sum(whole.places)];
    const shorter = sum(whole.places.slice(0, e));
    e = shorter >= 3 && shorter < length ? shorter : 0;
    cells.push(...Array<number>(lines * length).fill(-1));
    used = whole;
  } else {
    cells.push(...Array<number>(lines * length).fill(-1));
  }
  const nextPosition = openMixer(positionBits, 7);
  for (let line = 0; line < lines; line++) {
    for (let place = 0; place < length; place++) {
      const h = (d: number) => isHere(line, place - d);
      const he = (d: number) => (e === 0 ? 0 : h(d));
      const a = (d: number) =>
        Array.from({ length: line }, (_, other) => isHere(other, place + d)).reduce(
          (sum, each) => sum + each,
          0,
        );
      const i = line * length + place;
      const recent = cells.slice(Math.max(0, i - length), i).filter((cell) => cell >= 0).length;
      const above = isHere(line - 1, place);
      const aboveThat = isHere(line - 2, place);
      const around = [-1, 0, 1].flatMap((d) => (e === 0 ? [d] : [d, d - e, d + e]));
      const area = around.reduce((sum, d) => sum + a(d), 0);
      const near =
        [-2, -1, 0, 1, 2].reduce((sum, d) => sum + he(e + d), 0) + he(2 * e - 1) + he(2 * e) + he(2 * e + 1);
      const bit = nextPosition([
        0,
        2 * level(recent, Math.min(i, length)) + h(1),
        2 * level(a(0), line) + he(e),
        h(1) + 2 * h(2) + 4 * he(e) + 8 * he(e - 1) + 16 * he(e + 1) + 32 * above + 64 * aboveThat,
        place,
        line,
        16 * level(area, around.length * line) + h(1) + h(2) + h(3) + above + aboveThat + near,
      ]);
      // A weight whose code is not known yet, unless there is but one.
      if (bit === 1) cells[i] = k > 1 ? k : 0;
    }
  }

  const bits = openBits(positionBytes, bytes.length);
  const [nextSign, nextDigit, nextRest] = [openMixer(bits, 5), openMixer(bits, 6), openMixer(bits, 3)];
  const digitsOf = (number: number) => (number === 0 ? 0 : number.toString(2).length);
  const sizeOf = (code: number) => (code < 0 ? 0 : digitsOf((code < g ? g - 1 - code : code - g) + 1));
  const signOf = (code: number) => (code < 0 ? 0 : code < g ? 1 : 2);
  const M = digitsOf(Math.max(g, k - g));
  const S = M + 1;
  for (let line = 0; line < lines && k > 1; line++) {
    for (let place = 0; place < length; place++) {
      if (at(line, place) < 0) continue;
      const before = at(line, place - 1);
      const up = e === 0 ? -1 : at(line, place - e);
      const next = e === 0 ? -1 : at(line, place - e + 1);
      const above = at(line - 1, place);
      let last = -1;
      for (let other = 0; other < place; other++) if (at(line, other) >= 0) last = at(line, other);
      let lastHere = -1;
      for (let other = 0; other < line; other++) if (at(other, place) >= 0) lastHere = at(other, place);
      let v = g === 0 ? 0 : 1;
      if (g > 0 && g < k) {
        const signs = 27 * signOf(before) + 9 * signOf(up) + 3 * signOf(next) + signOf(above);
        v = nextSign([0, signs, line, place, 3 * signOf(last) + signOf(lastHere)]);
      }
      const t = v === 1 ? g : k - g;
      const N = Math.max(sizeOf(before), sizeOf(up));
      let d = 1;
      for (; d < digitsOf(t); d++) {
        const j = 2 * (d - 1) + v;
        const contexts = [
          j,
          j * S + sizeOf(last),
          j * S + N,
          (d - 1) * lines + line,
          (d - 1) * length + place,
        ];
        if (nextDigit([...contexts, ((d - 1) * S + sizeOf(lastHere)) * S + N]) === 0) break;
      }
      let x = 1;
      for (let l = d - 2; l >= 0; l--) {
        const isForced = (2 * x + 1) * 2 ** l > t;
        const side = x < 512 ? (2 * x + v) * S + Math.max(N, sizeOf(last)) : 0;
        x = 2 * x + (isForced ? 0 : nextRest([2 * x + v, side, x]));
      }
      cells[line * length + place] = v === 1 ? g - x : g + x - 1;
    }
  }
  if (used === undefined) return cells;
  const { places } = used;
  return used.lines.flatMap((line) => places.map((place) => (line && place ? cells.shift()! : -1)));
}

/**
 * Weights of `levels` values on each side of zero, nine in ten the same as `distance` rows before; with
 * `isThin` only every fifth output, and four of twelve inputs.
 */
function drawTensor(
  shape: readonly [number, number],
  kept: number,
  levels: number,
  distance: number,
  isThin: boolean,
): Uint32Array {
  const isGone = (i: number) => isThin && (i % 5 !== 0 || Math.floor(i / shape[1]) % 12 > 3);
  const stream = createStream(9, 'repeats', levels);
  const values = new Float32Array(shape[0] * shape[1]);
  for (let i = 0; i < values.length; i++) {
    if (isGone(i)) continue;
    const before = values[i - distance * shape[1]] ?? 0;
    const fresh = stream.nextFloat() < kept ? 1 + stream.nextBelow(levels) : 0;
    const isRepeat = distance > 0 && stream.nextFloat() < 0.9;
    values[i] = isRepeat ? before : fresh * (stream.nextFloat() < 0.3 ? -0.3 : 0.7);
  }
  return new Uint32Array(values.buffer);
}

describe('an arithmetic stream', () => {
  it.each([
    { shape: [36, 9], kept: 0.2, levels: 5, distance: 0, channels: 0, period: 0 },
    { shape: [144, 8], kept: 0.2, levels: 5, distance: 12, channels: 0, period: 12 },
    { shape: [90, 9], kept: 0.3, levels: 40, distance: 10, channels: 10, period: 10 },
    { shape: [60, 8], kept: 0.3, levels: 2, distance: 3, channels: 3, period: 3 },
    { shape: [240, 60], kept: 0.4, levels: 5, distance: 0, channels: 12, period: 12, inUseOnly: true },
    { shape: [90, 30], kept: 0.4, levels: 5, distance: 0, channels: 0, period: 0, inUseOnly: true },
    { shape: [1, 50], kept: 0.3, levels: 3, distance: 0, channels: 0, period: 0 },
    { shape: [40, 3], kept: 0, levels: 1, distance: 0, channels: 0, period: 0 },
    { shape: [41, 60], kept: 0.9, levels: 700, distance: 0, channels: 0, period: 0 },
  ] as const)(
    'of shape $shape with period $period is what FORMAT.md says, read by another decoder',
    (draw) => {
      const { shape, kept, levels, distance, channels } = draw;
      const shared = shareValues(drawTensor(shape, kept, levels, distance, 'inUseOnly' in draw))!;
      const { sections } = encodeArithmetic(shared, shape, channels);
      const bytes = Uint8Array.from(sections.flatMap((section) => [...section.bytes]));
      const read = decodeArithmetic(
        new ByteReader(bytes),
        shape,
        shape[0] * shape[1],
        'it',
        new SpareSteps(),
      );
      expect(read.codebook).toEqual(shared.codebook);
      expect(read.cells).toEqual(shared.cells);
      if (shared.codebook.length === 0) return;

      const reader = new ByteReader(bytes, encodeCodebook(shared.codebook).length);
      const order = reader.readByte('order');
      const byColumns = (order & 1) === 1;
      expect((order & 2) === 2).toBe('inUseOnly' in draw);
      const period = reader.readVarint('period');
      expect(period).toBe(draw.period);
      const positionBytes = reader.readVarint('length');
      const [lines, length] = byColumns ? [shape[1], shape[0]] : [shape[0], shape[1]];
      const negatives = shared.codebook.filter((pattern) => pattern >>> 31 === 1).length;
      const cells = decodeByTheBook(
        bytes.subarray(reader.offset),
        positionBytes,
        { lines, length, period, inUseOnly: (order & 2) === 2 },
        shared.codebook.length,
        negatives,
      );
      const inOrder = Array.from(shared.cells, (_, i) =>
        byColumns ? shared.cells[(i % length) * lines + Math.floor(i / length)]! : shared.cells[i]!,
      );
      expect(cells).toEqual(inOrder);
    },
  );

  it('holds an empty cell for zero and no other', () => {
    const shared = shareValues(new Uint32Array([0, 0x80000000, 0x3f800000]))!;
    expect([...shared.cells]).toEqual([EMPTY, 0, 1]);
  });
});
