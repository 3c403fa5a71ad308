/**
 * c = op(a) op(b), dense, in all four transposed forms. B is packed into panels once; the rows of a plain A
 * are read in place, a transposed A is packed four columns at a time, which costs 1 / (columns of B) of the
 * product.
 */
import { packColumns, packFourColumns, packRows, panelWidth, storeTile } from './pack';
import { columns4, columns8, rows4, rows8 } from './tile';

/** Bytes of A's rows that are kept at hand while all panels of B pass. */
const A_BLOCK_BYTES = 65536;

/** Packs op(b), [k, n], as panels at `panels`: k * (n rounded up to 4) floats. */
export function packMatrix(b: usize, k: i32, n: i32, isTransposed: bool, panels: usize): void {
  if (isTransposed) packColumns(b, k, n, k << 2, panels, k, 0);
  else packRows(b, k, n, n << 2, panels, k, 0);
}

/** c[m, n] = a[m, k] b, with b packed. */
export function multiplyRows(a: usize, panels: usize, c: usize, m: i32, k: i32, n: i32): void {
  const aBytes = <usize>(k << 2), cBytes = <usize>(n << 2);
  const block = max(4, (A_BLOCK_BYTES / max(<i32>aBytes, 1)) & ~3);
  for (let i0 = 0; i0 < m; i0 += block) {
    const end = min(i0 + block, m);
    for (let j = 0; j < n; j += 8) {
      const panel = panels + ((j * k) << 2);
      const count = min(n - j, 8);
      const isWide = panelWidth(j, n) == 8;
      for (let i = i0; i < end; i += 4) {
        // Rows past the last one repeat it: they compute and store the same values again.
        const last = m - 1 - i;
        const r1 = min(1, last), r2 = min(2, last), r3 = min(3, last);
        const p = a + i * aBytes, q = c + i * cBytes + (j << 2);
        if (isWide) {
          rows8(p, p + r1 * aBytes, p + r2 * aBytes, p + r3 * aBytes, 1, k, 0, panel,
            q, q + r1 * cBytes, q + r2 * cBytes, q + r3 * cBytes, count);
        } else {
          rows4(p, p + r1 * aBytes, p + r2 * aBytes, p + r3 * aBytes, 1, k, 0, panel,
            q, q + r1 * cBytes, q + r2 * cBytes, q + r3 * cBytes, count);
        }
      }
    }
  }
}

/** c[m, n] = transpose(a[k, m]) b, with b packed. `scratch` holds k * 4 + 32 floats. */
export function multiplyColumns(a: usize, panels: usize, c: usize, m: i32, k: i32, n: i32, scratch: usize): void {
  const sums = scratch, columns = scratch + 128;
  const cBytes = <usize>(n << 2);
  for (let i = 0; i < m; i += 4) {
    const rows = min(m - i, 4);
    packFourColumns(a + (i << 2), k, m << 2, rows, columns);
    for (let j = 0; j < n; j += 8) {
      memory.fill(sums, 0, 128);
      const panel = panels + ((j * k) << 2);
      const width = panelWidth(j, n);
      if (width == 8) columns8(columns, 16, 0, panel, 32, 1, k, sums);
      else columns4(columns, 16, 0, panel, 16, 1, k, sums);
      storeTile(sums, width, rows, min(n - j, 8), c + i * cBytes + (j << 2), cBytes);
    }
  }
}

/** Rows of B that are summed before they join the total: keeps long sums accurate. */
const SUM_BLOCK = 256;

/**
 * From this many columns on, rows of B are read whole, eight at a time, which memory likes better than
 * columns.
 */
const WIDE = 64;

/**
 * c[m, n] = a[m, k] b[k, n] for a few rows, with b in place: every element of b is used m times only, so
 * packing would cost more than it saves.
 */
export function multiplyFew(a: usize, b: usize, c: usize, m: i32, k: i32, n: i32): void {
  memory.fill(c, 0, m * n << 2);
  const rowBytes = <usize>(n << 2);
  if (n >= WIDE) {
    for (let i = 0; i < m; i++) addRows(a + (i * k << 2), b, k, n, c + i * rowBytes);
    return;
  }
  for (let k0 = 0; k0 < k; k0 += SUM_BLOCK) {
    const depth = min(SUM_BLOCK, k - k0);
    for (let i = 0; i < m; i++) {
      const row = a + ((i * k + k0) << 2), out = c + i * rowBytes, block = b + k0 * rowBytes;
      let j = 0;
      for (; j + 16 <= n; j += 16) addSixteen(row, block + (j << 2), depth, rowBytes, out + (j << 2));
      for (; j + 4 <= n; j += 4) addFour(row, block + (j << 2), depth, rowBytes, out + (j << 2));
      for (; j < n; j++) {
        let sum: f32 = 0, p = block + (j << 2), q = row;
        for (let d = depth; d > 0; d--) {
          sum += load<f32>(q) * load<f32>(p);
          q += 4; p += rowBytes;
        }
        store<f32>(out + (j << 2), load<f32>(out + (j << 2)) + sum);
      }
    }
  }
}

/** out[n] += a[k] b[k, n], in groups of eight rows of b whose sum joins the total at once. */
function addRows(a: usize, b: usize, k: i32, n: i32, out: usize): void {
  const rowBytes = <usize>(n << 2);
  const end = out + (rowBytes & ~15);
  let left = k;
  for (; left >= 8; left -= 8) {
    const a0 = v128.load32_splat(a), a1 = v128.load32_splat(a, 4), a2 = v128.load32_splat(a, 8), a3 = v128.load32_splat(a, 12);
    const a4 = v128.load32_splat(a, 16), a5 = v128.load32_splat(a, 20), a6 = v128.load32_splat(a, 24), a7 = v128.load32_splat(a, 28);
    let p0 = b, p4 = b + 4 * rowBytes;
    const b2 = 2 * rowBytes, b3 = 3 * rowBytes;
    for (let to = out; to < end; to += 16) {
      let low = f32x4.mul(a0, v128.load(p0)), high = f32x4.mul(a4, v128.load(p4));
      low = f32x4.add(low, f32x4.mul(a1, v128.load(p0 + rowBytes)));
      high = f32x4.add(high, f32x4.mul(a5, v128.load(p4 + rowBytes)));
      low = f32x4.add(low, f32x4.mul(a2, v128.load(p0 + b2)));
      high = f32x4.add(high, f32x4.mul(a6, v128.load(p4 + b2)));
      low = f32x4.add(low, f32x4.mul(a3, v128.load(p0 + b3)));
      high = f32x4.add(high, f32x4.mul(a7, v128.load(p4 + b3)));
      v128.store(to, f32x4.add(v128.load(to), f32x4.add(low, high)));
      p0 += 16; p4 += 16;
    }
    a += 32; b += 8 * rowBytes;
  }
  for (; left > 0; left--) {
    const x = v128.load32_splat(a);
    let p = b;
    for (let to = out; to < end; to += 16) {
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(x, v128.load(p))));
      p += 16;
    }
    a += 4; b += rowBytes;
  }
  // The last columns, fewer than four.
  for (let j = n & ~3; j < n; j++) {
    let sum: f32 = 0, p = b - k * rowBytes + (j << 2), q = a - (k << 2);
    for (let d = k; d > 0; d--) {
      sum += load<f32>(q) * load<f32>(p);
      q += 4; p += rowBytes;
    }
    store<f32>(out + (j << 2), sum);
  }
}

function addSixteen(a: usize, b: usize, depth: i32, rowBytes: usize, out: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let d = depth; d > 0; d--) {
    const x = v128.load32_splat(a);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b, 16)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(b, 32)));
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(b, 48)));
    a += 4; b += rowBytes;
  }
  v128.store(out, f32x4.add(v128.load(out), s0));
  v128.store(out, f32x4.add(v128.load(out, 16), s1), 16);
  v128.store(out, f32x4.add(v128.load(out, 32), s2), 32);
  v128.store(out, f32x4.add(v128.load(out, 48), s3), 48);
}

function addFour(a: usize, b: usize, depth: i32, rowBytes: usize, out: usize): void {
  let sum = f32x4.splat(0);
  for (let d = depth; d > 0; d--) {
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(a), v128.load(b)));
    a += 4; b += rowBytes;
  }
  v128.store(out, f32x4.add(v128.load(out), sum));
}
