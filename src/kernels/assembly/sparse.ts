/**
 * y = x w for a sparse w, kept by output: output j has the weights values[starts[j] .. starts[j + 1]) at the inputs indices[..] / 4: indices are byte
 * offsets in a row of x.
 * With several rows of x, 32 of them share each weight: x lies transposed, [input][row], and eight vectors of rows gather one
 * output's sum. With one row each weight is used once, and eight sums run side by side.
 */
import { transpose } from './pack';

/** One row: y[j] = sum of values * x[indices], in eight interleaved sums that are added in a fixed order. */
export function multiplySparseRow(x: usize, starts: usize, indices: usize, values: usize, y: usize, outputs: i32): void {
  let at = load<i32>(starts);
  for (let j = 0; j < outputs; j++) {
    const end = load<i32>(starts + (j << 2), 4);
    let p = indices + (at << 2), q = values + (at << 2);
    let s0: f32 = 0, s1: f32 = 0, s2: f32 = 0, s3: f32 = 0, s4: f32 = 0, s5: f32 = 0, s6: f32 = 0, s7: f32 = 0;
    let left = end - at;
    for (; left >= 8; left -= 8) {
      s0 += load<f32>(q) * load<f32>(x + load<u32>(p));
      s1 += load<f32>(q, 4) * load<f32>(x + load<u32>(p, 4));
      s2 += load<f32>(q, 8) * load<f32>(x + load<u32>(p, 8));
      s3 += load<f32>(q, 12) * load<f32>(x + load<u32>(p, 12));
      s4 += load<f32>(q, 16) * load<f32>(x + load<u32>(p, 16));
      s5 += load<f32>(q, 20) * load<f32>(x + load<u32>(p, 20));
      s6 += load<f32>(q, 24) * load<f32>(x + load<u32>(p, 24));
      s7 += load<f32>(q, 28) * load<f32>(x + load<u32>(p, 28));
      p += 32; q += 32;
    }
    for (; left >= 2; left -= 2) {
      s0 += load<f32>(q) * load<f32>(x + load<u32>(p));
      s1 += load<f32>(q, 4) * load<f32>(x + load<u32>(p, 4));
      p += 8; q += 8;
    }
    if (left > 0) s2 += load<f32>(q) * load<f32>(x + load<u32>(p));
    store<f32>(y + (j << 2), s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7)));
    at = end;
  }
}

/**
 * Many rows: y[rows][outputs] from x[rows][inputs]. `turned` holds (inputs + outputs) * 32 floats for one block of rows.
 */
export function multiplySparse(
  x: usize, starts: usize, indices: usize, values: usize, y: usize, rows: i32, inputs: i32, outputs: i32, turned: usize,
): void {
  const results = turned + (inputs << 7);
  for (let first = 0; first < rows; first += 32) {
    const count = min(32, rows - first);
    if (count < 32) memory.fill(turned, 0, inputs << 7);
    transpose(x + (first * inputs << 2), count, inputs, turned, 128);
    let at = load<i32>(starts);
    for (let j = 0; j < outputs; j++) {
      const end = load<i32>(starts + (j << 2), 4);
      if (count > 16) gatherWide(turned, indices + (at << 2), values + (at << 2), end - at, results + (j << 7));
      else gatherNarrow(turned, indices + (at << 2), values + (at << 2), end - at, results + (j << 7));
      at = end;
    }
    // results is [outputs][32]: its first `count` columns are this block's rows of y.
    for (let i = 0; i < count; i++) {
      let from = results + (i << 2), to = y + ((first + i) * outputs << 2);
      for (let j = outputs; j > 0; j--) {
        store<f32>(to, load<f32>(from));
        from += 128; to += 4;
      }
    }
  }
}

function gatherWide(x: usize, indices: usize, values: usize, count: i32, to: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  for (let k = count; k > 0; k--) {
    const w = v128.load32_splat(values);
    const row = x + (load<u32>(indices) << 5);
    s0 = f32x4.add(s0, f32x4.mul(w, v128.load(row)));
    s1 = f32x4.add(s1, f32x4.mul(w, v128.load(row, 16)));
    s2 = f32x4.add(s2, f32x4.mul(w, v128.load(row, 32)));
    s3 = f32x4.add(s3, f32x4.mul(w, v128.load(row, 48)));
    s4 = f32x4.add(s4, f32x4.mul(w, v128.load(row, 64)));
    s5 = f32x4.add(s5, f32x4.mul(w, v128.load(row, 80)));
    s6 = f32x4.add(s6, f32x4.mul(w, v128.load(row, 96)));
    s7 = f32x4.add(s7, f32x4.mul(w, v128.load(row, 112)));
    values += 4; indices += 4;
  }
  v128.store(to, s0); v128.store(to, s1, 16); v128.store(to, s2, 32); v128.store(to, s3, 48);
  v128.store(to, s4, 64); v128.store(to, s5, 80); v128.store(to, s6, 96); v128.store(to, s7, 112);
}

function gatherNarrow(x: usize, indices: usize, values: usize, count: i32, to: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let k = count; k > 0; k--) {
    const w = v128.load32_splat(values);
    const row = x + (load<u32>(indices) << 5);
    s0 = f32x4.add(s0, f32x4.mul(w, v128.load(row)));
    s1 = f32x4.add(s1, f32x4.mul(w, v128.load(row, 16)));
    s2 = f32x4.add(s2, f32x4.mul(w, v128.load(row, 32)));
    s3 = f32x4.add(s3, f32x4.mul(w, v128.load(row, 48)));
    values += 4; indices += 4;
  }
  v128.store(to, s0); v128.store(to, s1, 16); v128.store(to, s2, 32); v128.store(to, s3, 48);
}
