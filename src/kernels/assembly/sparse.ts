/**
 * Layers without their zeros. What is gained in multiplications must not be lost in looking up what is
 * multiplied, so each case has a form:
 *
 * - one row of activations (`multiplySparseLists`, `multiplySparseBlocks`): each weight is used once. Four
 *   outputs are the lanes of a vector. As lists, each lane has weights and inputs of its own; as blocks, the
 *   four share the inputs of which any has a weight, so that one splat serves them.
 * - many rows (`multiplySparseRows`): x lies transposed, [input][32 rows], and each weight meets 32 rows at
 *   once.
 * - many rows, few weights (`multiplySparseRowsInPlace`): where an input meets about half a weight,
 *   transposing it would cost more than it saves; sixteen rows are gathered for each weight instead.
 * - convolutions (`convolveSparse`): images lie as planes [channel][row][column], and each weight meets 32
 *   pixels at once.
 *
 * Sums run in the order of the lists, so results depend on weights and shapes alone.
 *
 * `@inline` is AssemblyScript's, whose compiler needs it for speed; TypeScript knows no decorators on
 * functions, so each has an ignore.
 */
import { transpose } from './pack';

// @ts-ignore: decorator
@inline
function gatherLanes(places: usize): v128 {
  let x = v128.load32_zero(load<u32>(places));
  x = v128.load_lane<f32>(load<u32>(places, 4), x, 1);
  x = v128.load_lane<f32>(load<u32>(places, 8), x, 2);
  return v128.load_lane<f32>(load<u32>(places, 12), x, 3);
}

// @ts-ignore: decorator
@inline
function scatterLanes(sum: v128, places: usize): void {
  v128.store_lane<f32>(load<u32>(places), sum, 0);
  v128.store_lane<f32>(load<u32>(places, 4), sum, 1);
  v128.store_lane<f32>(load<u32>(places, 8), sum, 2);
  v128.store_lane<f32>(load<u32>(places, 12), sum, 3);
}

/**
 * Each group of four outputs has `steps` steps; a step is four addresses of inputs and four weights. The
 * results, with bias [groups][4] and ReLU, go to the addresses `places` [groups][4].
 */
export function multiplySparseLists(
  steps: usize, entries: usize, groups: i32, bias: usize, places: usize, relu: bool,
): void {
  const low = f32x4.splat(relu ? 0 : -Infinity);
  for (let g = groups; g > 0; g--) {
    let s0 = v128.load(bias), s1 = f32x4.splat(0);
    let left = load<i32>(steps);
    for (; left >= 2; left -= 2) {
      s0 = f32x4.add(s0, f32x4.mul(gatherLanes(entries), v128.load(entries, 16)));
      s1 = f32x4.add(s1, f32x4.mul(gatherLanes(entries + 32), v128.load(entries, 48)));
      entries += 64;
    }
    if (left > 0) {
      s0 = f32x4.add(s0, f32x4.mul(gatherLanes(entries), v128.load(entries, 16)));
      entries += 32;
    }
    scatterLanes(f32x4.pmax(f32x4.add(s0, s1), low), places);
    steps += 4; bias += 16; places += 16;
  }
}

/**
 * As multiplySparseLists where a step is one address of an input, at `inputs`, and four weights, at
 * `weights`.
 */
export function multiplySparseBlocks(
  steps: usize, inputs: usize, weights: usize, groups: i32, bias: usize, places: usize, relu: bool,
): void {
  const low = f32x4.splat(relu ? 0 : -Infinity);
  for (let g = groups; g > 0; g--) {
    let s0 = v128.load(bias), s1 = f32x4.splat(0), s2 = s1, s3 = s1;
    let left = load<i32>(steps);
    for (; left >= 4; left -= 4) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(load<u32>(inputs)), v128.load(weights)));
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(load<u32>(inputs, 4)), v128.load(weights, 16)));
      s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(load<u32>(inputs, 8)), v128.load(weights, 32)));
      s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(load<u32>(inputs, 12)), v128.load(weights, 48)));
      inputs += 16; weights += 64;
    }
    for (; left > 0; left--) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(load<u32>(inputs)), v128.load(weights)));
      inputs += 4; weights += 16;
    }
    scatterLanes(f32x4.pmax(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), low), places);
    steps += 4; bias += 16; places += 16;
  }
}

/**
 * Many rows: y[rows][outputs] from x[rows][inputs]. Entries are a place, 128 times the input, and a weight,
 * by output; `starts` counts entries. `turned` holds (inputs + outputs) * 32 floats for one block of rows.
 */
export function multiplySparseRows(
  x: usize, starts: usize, entries: usize, y: usize, rows: i32, inputs: i32, outputs: i32, turned: usize, bias: usize, relu: bool,
): void {
  const results = turned + (inputs << 7);
  for (let first = 0; first < rows; first += 32) {
    const count = min(32, rows - first);
    if (count < 32) memory.fill(turned, 0, inputs << 7);
    // A few inputs at a time: what four rows have written is still in the first cache when the next four
    // come.
    for (let i = 0; i < inputs; i += 64) {
      transpose(x + (first * inputs + i << 2), count, min(64, inputs - i), inputs << 2, turned + (i << 7), 128);
    }
    let at = load<i32>(starts);
    for (let j = 0; j < outputs; j++) {
      const end = load<i32>(starts + (j << 2), 4);
      if (count > 16) sumStrip(turned, entries + (at << 3), end - at, results + (j << 7));
      else sumHalfStrip(turned, entries + (at << 3), end - at, results + (j << 7));
      finishSums(results + (j << 7), 8, bias + (j << 2), relu);
      at = end;
    }
    // results is [outputs][32]: its first `count` columns are this block's rows of y.
    transpose(results, outputs, count, 128, y + (first * outputs << 2), outputs << 2);
  }
}

/**
 * As `multiplySparseRows`, of at least four rows, which stay where they are: entries hold 4 times the input.
 * `sums` has room for 16 floats.
 */
export function multiplySparseRowsInPlace(
  x: usize, starts: usize, entries: usize, y: usize, rows: i32, inputs: i32, outputs: i32, sums: usize, bias: usize, relu: bool,
): void {
  const rowBytes = <usize>(inputs << 2), step = <usize>(outputs << 2), low = f32x4.splat(relu ? 0 : -Infinity);
  for (let first = 0; first < rows;) {
    const isWide = rows - first >= 16;
    // The last rows may have been among those before: they come out the same.
    if (!isWide) first = min(first, rows - 4);
    const from = x + first * rowBytes;
    let at = load<i32>(starts), to = y + first * step;
    for (let j = 0; j < outputs; j++) {
      const end = load<i32>(starts + (j << 2), 4);
      const shift = v128.load32_splat(bias + (j << 2));
      if (isWide) sumSixteenRows(from, rowBytes, entries + (at << 3), end - at, sums);
      else sumFourRows(from, rowBytes, entries + (at << 3), end - at, sums);
      spreadFour(sums, shift, low, to, step);
      if (isWide) {
        spreadFour(sums + 16, shift, low, to + step * 4, step);
        spreadFour(sums + 32, shift, low, to + step * 8, step);
        spreadFour(sums + 48, shift, low, to + step * 12, step);
      }
      at = end; to += 4;
    }
    first += isWide ? 16 : 4;
  }
}

/** Four sums, with the bias and no lower than `low`, to places `step` bytes apart. */
// @ts-ignore: decorator
@inline
function spreadFour(sums: usize, bias: v128, low: v128, to: usize, step: usize): void {
  const four = f32x4.pmax(f32x4.add(v128.load(sums), bias), low);
  v128.store_lane<f32>(to, four, 0);
  v128.store_lane<f32>(to + step, four, 1);
  v128.store_lane<f32>(to + step * 2, four, 2);
  v128.store_lane<f32>(to + step * 3, four, 3);
}

/** Of four rows, the number at p. */
// @ts-ignore: decorator
@inline
function gatherRows(p: usize, rowBytes: usize): v128 {
  let four = v128.load32_zero(p);
  p += rowBytes;
  four = v128.load_lane<f32>(p, four, 1);
  p += rowBytes;
  four = v128.load_lane<f32>(p, four, 2);
  return v128.load_lane<f32>(p + rowBytes, four, 3);
}

function sumSixteenRows(x: usize, rowBytes: usize, entries: usize, count: i32, to: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  const fourRows = rowBytes * 4;
  for (let k = count; k > 0; k--) {
    let p = x + <usize>load<u32>(entries);
    const w = v128.load32_splat(entries, 4);
    s0 = f32x4.add(s0, f32x4.mul(w, gatherRows(p, rowBytes))); p += fourRows;
    s1 = f32x4.add(s1, f32x4.mul(w, gatherRows(p, rowBytes))); p += fourRows;
    s2 = f32x4.add(s2, f32x4.mul(w, gatherRows(p, rowBytes))); p += fourRows;
    s3 = f32x4.add(s3, f32x4.mul(w, gatherRows(p, rowBytes)));
    entries += 8;
  }
  v128.store(to, s0); v128.store(to, s1, 16); v128.store(to, s2, 32); v128.store(to, s3, 48);
}

function sumFourRows(x: usize, rowBytes: usize, entries: usize, count: i32, to: usize): void {
  let s0 = f32x4.splat(0);
  for (let k = count; k > 0; k--) {
    s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(entries, 4), gatherRows(x + <usize>load<u32>(entries), rowBytes)));
    entries += 8;
  }
  v128.store(to, s0);
}

/**
 * to[32] = sum of weight * x[place..] over entries of a place in bytes and a weight. Bias and ReLU come
 * afterwards, in memory: where this function has them too, V8 keeps a sum of the loop on the stack, and the
 * loop takes twice the time.
 */
function sumStrip(x: usize, entries: usize, count: i32, to: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  for (let k = count; k > 0; k--) {
    const row = x + load<u32>(entries), w = v128.load32_splat(entries, 4);
    s0 = f32x4.add(s0, f32x4.mul(w, v128.load(row))); s1 = f32x4.add(s1, f32x4.mul(w, v128.load(row, 16)));
    s2 = f32x4.add(s2, f32x4.mul(w, v128.load(row, 32))); s3 = f32x4.add(s3, f32x4.mul(w, v128.load(row, 48)));
    s4 = f32x4.add(s4, f32x4.mul(w, v128.load(row, 64))); s5 = f32x4.add(s5, f32x4.mul(w, v128.load(row, 80)));
    s6 = f32x4.add(s6, f32x4.mul(w, v128.load(row, 96))); s7 = f32x4.add(s7, f32x4.mul(w, v128.load(row, 112)));
    entries += 8;
  }
  v128.store(to, s0); v128.store(to, s1, 16); v128.store(to, s2, 32); v128.store(to, s3, 48);
  v128.store(to, s4, 64); v128.store(to, s5, 80); v128.store(to, s6, 96); v128.store(to, s7, 112);
}

function sumHalfStrip(x: usize, entries: usize, count: i32, to: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let k = count; k > 0; k--) {
    const row = x + load<u32>(entries), w = v128.load32_splat(entries, 4);
    s0 = f32x4.add(s0, f32x4.mul(w, v128.load(row))); s1 = f32x4.add(s1, f32x4.mul(w, v128.load(row, 16)));
    s2 = f32x4.add(s2, f32x4.mul(w, v128.load(row, 32))); s3 = f32x4.add(s3, f32x4.mul(w, v128.load(row, 48)));
    entries += 8;
  }
  v128.store(to, s0); v128.store(to, s1, 16); v128.store(to, s2, 32); v128.store(to, s3, 48);
}

/** Adds the bias to `count` vectors of sums, and cuts them at zero with `relu`. */
function finishSums(at: usize, count: i32, bias: usize, relu: bool): void {
  const shift = v128.load32_splat(bias), low = f32x4.splat(relu ? 0 : -Infinity);
  for (let i = count; i > 0; i--) {
    v128.store(at, f32x4.pmax(f32x4.add(v128.load(at), shift), low));
    at += 16;
  }
}

/**
 * A sparse convolution of planes, stride 1, whose rows are `pitch` long in x and in y: pixels in a row from
 * the first to the last, those between the rows computed in vain. y[output][pixels], `planeBytes` each; reads
 * and writes up to 15 pixels past the last.
 */
export function convolveSparse(
  x: usize, starts: usize, entries: usize, y: usize, planeBytes: usize, pixels: i32, outputs: i32, bias: usize, relu: bool,
): void {
  for (let p = 0; p < pixels; p += 32) {
    const from = x + (p << 2), isWhole = pixels - p > 16;
    let at = load<i32>(starts), to = y + (p << 2);
    for (let j = 0; j < outputs; j++) {
      const end = load<i32>(starts + (j << 2), 4);
      if (isWhole) sumStrip(from, entries + (at << 3), end - at, to);
      else sumHalfStrip(from, entries + (at << 3), end - at, to);
      finishSums(to, isWhole ? 8 : 4, bias + (j << 2), relu);
      at = end; to += planeBytes;
    }
  }
}

/** Pixels [rows][columns][channels], with steps of their own in bytes, to planes [channel][row][column]. */
export function splitPlanes(
  from: usize, rowBytes: usize, pixelBytes: usize, rows: i32, columns: i32, channels: i32,
  to: usize, planeBytes: usize, pitchBytes: usize,
): void {
  for (let y = rows; y > 0; y--) {
    transpose(from, columns, channels, pixelBytes, to, planeBytes);
    from += rowBytes; to += pitchBytes;
  }
}

/** Planes back to pixels [rows][columns][channels], `rowBytes` a row. */
export function joinPlanes(
  from: usize, planeBytes: usize, pitchBytes: usize, rows: i32, columns: i32, channels: i32, to: usize, rowBytes: usize,
): void {
  for (let y = rows; y > 0; y--) {
    transpose(from, channels, columns, planeBytes, to, channels << 2);
    from += pitchBytes; to += rowBytes;
  }
}
