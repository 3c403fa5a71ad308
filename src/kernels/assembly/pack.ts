/**
 * Packs a matrix into panels for the tiles of tile.ts: columns in groups of eight, each group stored row by
 * row, so that one panel is read front to back and stays in the first cache. A last group of at most four
 * columns is a panel of four. Missing columns are zero.
 */

/** Width of the panel that starts at `column` of `columns`: 8 or 4. */
// @ts-ignore: decorator
@inline
export function panelWidth(column: i32, columns: i32): i32 {
  return columns - column > 4 ? 8 : 4;
}

/**
 * Packs rows [0, rows) of b, whose element (k, j) lies at b + k * rowBytes + j * 4, into rows `first`.. of
 * panels that are `depth` rows deep.
 */
export function packRows(b: usize, rows: i32, columns: i32, rowBytes: usize, panels: usize, depth: i32, first: i32): void {
  for (let j = 0; j < columns; j += 8) {
    const width = panelWidth(j, columns);
    let to = panels + ((j * depth + first * width) << 2);
    let from = b + (j << 2);
    const count = columns - j;
    if (count >= 8) {
      for (let k = rows; k > 0; k--) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        from += rowBytes; to += 32;
      }
    } else {
      for (let k = rows; k > 0; k--) {
        for (let i = 0; i < width; i++) {
          store<f32>(to + (i << 2), i < count ? load<f32>(from + (i << 2)) : 0);
        }
        from += rowBytes; to += width << 2;
      }
    }
  }
}

/** As packRows for a transposed source: element (k, j) lies at b + j * columnBytes + k * 4. */
export function packColumns(b: usize, rows: i32, columns: i32, columnBytes: usize, panels: usize, depth: i32, first: i32): void {
  for (let j = 0; j < columns; j += 8) {
    const width = panelWidth(j, columns);
    const to = panels + ((j * depth + first * width) << 2);
    const from = b + j * columnBytes;
    const count = min(columns - j, 8);
    for (let i = 0; i < width; i += 4) {
      if (count - i >= 4) packFour(from + i * columnBytes, rows, columnBytes, to + (i << 2), width << 2);
      else {
        for (let lane = i; lane < i + 4; lane++) {
          let at = to + (lane << 2);
          let source = from + lane * columnBytes;
          for (let k = rows; k > 0; k--) {
            store<f32>(at, lane < count ? load<f32>(source) : 0);
            at += width << 2; source += 4;
          }
        }
      }
    }
  }
}

/**
 * Four source rows become four columns with `step` bytes between rows, by transposing 4 x 4 blocks in
 * registers.
 */
export function packFour(from: usize, rows: i32, columnBytes: usize, to: usize, step: usize): void {
  let p0 = from, p1 = from + columnBytes, p2 = p1 + columnBytes, p3 = p2 + columnBytes;
  let k = rows;
  for (; k >= 4; k -= 4) {
    const r0 = v128.load(p0), r1 = v128.load(p1), r2 = v128.load(p2), r3 = v128.load(p3);
    const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), t1 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const t2 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7), t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(t0, t1, 0, 1, 4, 5));
    v128.store(to + step, v128.shuffle<f32>(t0, t1, 2, 3, 6, 7));
    v128.store(to + step * 2, v128.shuffle<f32>(t2, t3, 0, 1, 4, 5));
    v128.store(to + step * 3, v128.shuffle<f32>(t2, t3, 2, 3, 6, 7));
    p0 += 16; p1 += 16; p2 += 16; p3 += 16; to += step * 4;
  }
  for (; k > 0; k--) {
    store<f32>(to, load<f32>(p0)); store<f32>(to, load<f32>(p1), 4);
    store<f32>(to, load<f32>(p2), 8); store<f32>(to, load<f32>(p3), 12);
    p0 += 4; p1 += 4; p2 += 4; p3 += 4; to += step;
  }
}

/** Copies four columns (fewer at the right edge) of a, row by row, into [rows][4]. */
export function packFourColumns(a: usize, rows: i32, rowBytes: usize, count: i32, to: usize): void {
  if (count >= 4) {
    for (let k = rows; k > 0; k--) {
      v128.store(to, v128.load(a));
      a += rowBytes; to += 16;
    }
    return;
  }
  for (let k = rows; k > 0; k--) {
    for (let i = 0; i < 4; i++) store<f32>(to + (i << 2), i < count ? load<f32>(a + (i << 2)) : 0);
    a += rowBytes; to += 16;
  }
}

/** out[m][0..count] of a tile of sums[4][width], `rows` rows of it. */
export function storeTile(sums: usize, width: i32, rows: i32, count: i32, out: usize, rowBytes: usize): void {
  for (let i = 0; i < rows; i++) {
    let j = 0;
    for (; j + 4 <= count; j += 4) v128.store(out + (j << 2), v128.load(sums + (j << 2)));
    for (; j < count; j++) store<f32>(out + (j << 2), load<f32>(sums + (j << 2)));
    sums += width << 2; out += rowBytes;
  }
}

/**
 * to[j][i] = from[i][j] for i < rows, j < columns; a row of `from` is `fromBytes` long, one of `to` is
 * `toBytes`.
 */
export function transpose(from: usize, rows: i32, columns: i32, fromBytes: usize, to: usize, toBytes: usize): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) packFour(from + i * fromBytes, columns, fromBytes, to + (i << 2), toBytes);
  for (; i < rows; i++) {
    let source = from + i * fromBytes, target = to + (i << 2);
    for (let j = columns; j > 0; j--) {
      store<f32>(target, load<f32>(source));
      source += 4; target += toBytes;
    }
  }
}
