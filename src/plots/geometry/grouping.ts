/**
 * Where each number stands while weights are grouped by code: the worked example of Deep Compression (arXiv
 * 1510.00149, figure 3) as places: a grid of weights, a grid of gradients beside it, and below a row for each
 * code, into which the gradients move.
 */

export interface GroupingInput {
  readonly width: number;
  readonly fontPx: number;
  readonly rows: number;
  readonly columns: number;
  /** The code of each cell, row by row; null where a weight is pruned and has none. */
  readonly codes: readonly (number | null)[];
  /** Of the widest number, in em. */
  readonly cellEm: number;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface GroupRow {
  readonly code: number;
  /** Of the row's upper edge. */
  readonly y: number;
  /** The cells with this code, in reading order. */
  readonly members: readonly number[];
  /** Where the row's words stand: at its end, or on a narrow page below it. */
  readonly words: Place;
}

export interface GroupingLayout {
  readonly width: number;
  readonly height: number;
  /** Width and height of a cell. */
  readonly cell: Box;
  /** Of a gradient in its row. */
  readonly member: Box;
  /**
   * A cell is wide enough for its code in full size beside its weight; else the code stands small in its
   * corner.
   */
  readonly isCodeBeside: boolean;
  readonly weights: readonly Place[];
  readonly gradients: readonly Place[];
  /** Where each gradient goes; where it was for one whose weight has no code. */
  readonly grouped: readonly Place[];
  readonly groups: readonly GroupRow[];
  /** Left edge of the gradients in their rows. */
  readonly membersX: number;
  /** Left edge of the codes that head the rows. */
  readonly codesX: number;
  readonly captionY: number;
  readonly gradientsCaptionY: number;
  readonly rowsCaptionY: number;
}

const CODE_EM = 2.2;
/** Room for "= 0.04" and "2.00 → 1.96" at the rows' ends. */
const SUM_EM = 11.5;
/** A row's words, where they stand below it. */
const WORDS_EM = 1.9;
/** For a code beside its weight. */
const BESIDE_CODE_EM = 1.7;
/** Narrower than this many em, a row's words stand below it. */
const NARROW_EM = 34;
/** From so many em on there is room for the rows beside the matrices. */
const BESIDE_EM = 40;

/**
 * Where the page gives a height, the two matrices stand one above the other and the rows beside them: that is
 * half as high.
 */
export function layoutGrouping(input: GroupingInput): GroupingLayout {
  return input.height === undefined || input.width < BESIDE_EM * input.fontPx
    ? layoutBelow(input)
    : layoutBeside(input, input.height);
}

function layoutBelow(input: GroupingInput): GroupingLayout {
  const { width, fontPx, rows, columns, codes } = input;
  const gap = 1.4 * fontPx;
  const cellWidth = Math.min(input.cellEm * fontPx, (width - gap) / (2 * columns));
  const cellHeight = 2.1 * fontPx;
  const captionY = 0.8 * fontPx;
  const top = 1.8 * fontPx;
  const right = columns * cellWidth + gap;
  const place = (left: number) => (_: unknown, i: number) => ({
    x: left + (i % columns) * cellWidth,
    y: top + Math.floor(i / columns) * cellHeight,
  });
  const weights = codes.map(place(0));
  const gradients = codes.map(place(right));
  const rowsTop = top + rows * cellHeight + 2.4 * fontPx;
  const used = listUsed(codes);
  const isNarrow = width < NARROW_EM * fontPx;
  const rowHeight = cellHeight + (isNarrow ? 2 : 0.4) * fontPx;
  const membersX = CODE_EM * fontPx;
  const countOf = (code: number) => codes.filter((each) => each === code).length;
  const most = Math.max(1, ...used.map(countOf));
  const room = Math.max(cellWidth, width - membersX - (isNarrow ? 0 : SUM_EM * fontPx));
  // Cells of a long row overlap rather than leave the figure.
  const pitch = Math.min(cellWidth, most === 1 ? cellWidth : (room - cellWidth) / (most - 1));
  const groups = used.map((code, i) => {
    const y = rowsTop + i * rowHeight;
    const words = isNarrow
      ? { x: membersX, y: y + cellHeight + 0.8 * fontPx }
      : { x: membersX + (most - 1) * pitch + cellWidth + 0.6 * fontPx, y: y + cellHeight / 2 };
    return { code, y, members: [...codes.keys()].filter((at) => codes[at] === code), words };
  });
  const grouped = gradients.map((own, at) => {
    const group = groups.find(({ code }) => code === codes[at]);
    return group === undefined ? own : { x: membersX + group.members.indexOf(at) * pitch, y: group.y };
  });
  return {
    width,
    height: rowsTop + groups.length * rowHeight,
    cell: { width: cellWidth, height: cellHeight },
    member: { width: cellWidth, height: cellHeight },
    isCodeBeside: false,
    weights,
    gradients,
    grouped,
    groups,
    membersX,
    codesX: 0,
    captionY,
    gradientsCaptionY: captionY,
    rowsCaptionY: rowsTop - 1 * fontPx,
  };
}

function layoutBeside(input: GroupingInput, height: number): GroupingLayout {
  const { width, fontPx, rows, columns, codes } = input;
  const caption = 1.8 * fontPx;
  const used = listUsed(codes);
  const cellHeight = Math.min(2.1 * fontPx, Math.max(1.45 * fontPx, (height / 2 - caption) / rows));
  const cellWidth = Math.min((input.cellEm + BESIDE_CODE_EM) * fontPx, (0.46 * width) / columns);
  const place = (top: number) => (_: unknown, i: number) => ({
    x: (i % columns) * cellWidth,
    y: top + Math.floor(i / columns) * cellHeight,
  });
  const below = 2 * caption + rows * cellHeight;
  const rowsLeft = columns * cellWidth + 2.2 * fontPx;
  const isBelow = used.length * (cellHeight + WORDS_EM * fontPx) <= height - caption;
  const rowHeight = isBelow
    ? cellHeight + WORDS_EM * fontPx
    : Math.min(cellHeight + 0.4 * fontPx, (height - caption) / Math.max(1, used.length));
  const member = {
    width: Math.min(cellWidth, input.cellEm * fontPx),
    height: Math.min(cellHeight, rowHeight - 1),
  };
  const membersX = rowsLeft + CODE_EM * fontPx;
  const countOf = (code: number) => codes.filter((each) => each === code).length;
  const most = Math.max(1, ...used.map(countOf));
  const room = Math.max(member.width, width - membersX - (isBelow ? 0 : SUM_EM * fontPx));
  const pitch = most === 1 ? member.width : Math.min(member.width, (room - member.width) / (most - 1));
  const gradients = codes.map(place(below));
  const groups = used.map((code, i) => {
    const y = caption + i * rowHeight;
    const words = isBelow
      ? { x: membersX, y: y + cellHeight + 0.8 * fontPx }
      : { x: membersX + (most - 1) * pitch + member.width + 0.6 * fontPx, y: y + member.height / 2 };
    return { code, y, members: [...codes.keys()].filter((at) => codes[at] === code), words };
  });
  return {
    width,
    height: Math.max(below + rows * cellHeight, caption + used.length * rowHeight),
    cell: { width: cellWidth, height: cellHeight },
    member,
    isCodeBeside: true,
    weights: codes.map(place(caption)),
    gradients,
    grouped: gradients.map((own, at) => {
      const group = groups.find(({ code }) => code === codes[at]);
      return group === undefined ? own : { x: membersX + group.members.indexOf(at) * pitch, y: group.y };
    }),
    groups,
    membersX,
    codesX: rowsLeft,
    captionY: 0.8 * fontPx,
    gradientsCaptionY: below - caption + 0.8 * fontPx,
    rowsCaptionY: 0.8 * fontPx,
  };
}

/** The codes that occur, the largest first. */
function listUsed(codes: readonly (number | null)[]): number[] {
  return [...new Set(codes.filter((code) => code !== null))].sort((a, b) => b - a);
}
