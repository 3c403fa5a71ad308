/** The paper's tables beside ours, in plain text: the paper's figure, a slash, ours. */
import type { Compressed } from './compress.ts';
import type { PaperLayer, PaperResult } from './paper.ts';

const percent = (fraction: number, digits = 2) => `${(100 * fraction).toFixed(digits)} %`;
const count = (value: number) => value.toLocaleString('en-US');
const times = (rate: number) => `${(1 / rate).toFixed(1)}x`;

/** Columns as wide as their widest cell; the first is aligned left. */
export function alignRows(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** The report: whole net, then layer by layer. `paper` is absent for nets that the paper does not have. */
export function toReport(ours: Compressed, paper: PaperResult | undefined): string[] {
  return [
    `${ours.model}: dense ${count(ours.denseBytes)} B${ours.denseError === null ? '' : `, error ${percent(ours.denseError)}`}`,
    '',
    ...alignRows(toWholeRows(ours, paper)),
    '',
    ...(paper === undefined ? [] : ['Layer by layer, the paper / ours; bits are per weight kept.']),
    ...alignRows(toLayerRows(ours, paper)),
    '',
    toFileLine(ours),
  ];
}

function toWholeRows(ours: Compressed, paper: PaperResult | undefined): string[][] {
  const row = (stage: string, bytes: number | null, paperRate?: number) => [
    stage,
    paperRate === undefined ? '' : `${percent(paperRate)} (${times(paperRate)})`,
    bytes === null ? '' : `${count(bytes)} B`,
    bytes === null ? '' : `${percent(bytes / ours.denseBytes)} (${times(bytes / ours.denseBytes)})`,
  ];
  return [
    ['', 'paper', 'ours', ''],
    row('pruned, weights as floats', ours.prunedBytes),
    [
      'weights kept',
      paper ? percent(paper.rates[0]) : '',
      count(ours.nonZeros),
      percent(ours.nonZeros / ours.weights),
    ],
    row('pruned and shared', ours.codedBytes.raw, paper?.rates[1]),
    row('with Huffman codes', ours.codedBytes.huffman, paper?.rates[2]),
    row('with arithmetic coding', ours.codedBytes.arithmetic),
    [
      'error before',
      paper ? percent(paper.errorBefore) : '',
      ours.denseError === null ? '' : percent(ours.denseError),
      '',
    ],
    [
      'error, from the file alone',
      paper ? percent(paper.error) : '',
      percent(ours.error),
      `${ours.wrong} of ${count(ours.tested)}`,
    ],
  ];
}

function toLayerRows(ours: Compressed, paper: PaperResult | undefined): string[][] {
  const head = [
    'layer',
    'weights',
    'kept',
    'weight bits',
    '+H',
    'index bits',
    '+H',
    'rate',
    '+H',
    'arithmetic',
  ];
  const rows = ours.layers.map((layer) => {
    const theirs = paper?.layers.find((each) => each.layer === layer.layer);
    const { raw, huffman, arithmetic } = layer.codings;
    const beside = (read: (layer: PaperLayer) => string, value: string) =>
      theirs === undefined ? value : `${read(theirs)} / ${value}`;
    const bits = (value: number) => value.toFixed(1);
    return [
      layer.layer,
      count(layer.weights),
      beside((each) => percent(each.kept, 0), percent(layer.kept, 1)),
      beside((each) => bits(each.weightBits), bits(raw.weightBits)),
      beside((each) => bits(each.weightBitsHuffman), bits(huffman.weightBits)),
      beside((each) => bits(each.indexBits), bits(raw.indexBits)),
      beside((each) => bits(each.indexBitsHuffman), bits(huffman.indexBits)),
      beside((each) => percent(each.rate), percent(raw.rate)),
      beside((each) => percent(each.rateHuffman), percent(huffman.rate)),
      percent(arithmetic.rate),
    ];
  });
  return [head, ...rows];
}

function toFileLine({ fileBytes, fileParts, denseBytes, coding, elapsedMs }: Compressed): string {
  const parts = Object.entries(fileParts).map(([part, bytes]) => `${part} ${count(bytes)}`);
  return `file: ${count(fileBytes)} B, ${times(fileBytes / denseBytes)}, ${coding} (${parts.join(', ')}); ${(elapsedMs / 1000).toFixed(0)} s`;
}
