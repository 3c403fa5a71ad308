/** A report, as a table for people; as JSON with four significant figures for programs. */
import type { DeviceRoofs, Roof } from '../../src/core/measure/roofs.ts';
import { DATASETS } from '../../src/spec/datasets.ts';
import { MODEL_DATASET, type ModelName } from '../../src/spec/zoo.ts';
import type { BenchOptions } from './options.ts';
import type { Report, Row } from './rows.ts';

const FIGURES = 4;

/** A report as JSON, one row a line. */
export function toJson(report: Report): string {
  const round = (_key: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(FIGURES)) : value;
  const rows = report.rows.map((row) => `  ${JSON.stringify(row, round)}`).join(',\n');
  const roof = JSON.stringify({ roofGflops: report.roofGflops }, round).slice(0, -1);
  return `${roof},"rows":[\n${rows}\n]}`;
}

const HEADINGS = ['net', 'engine', 'workers', 'images/s', 'GFLOP/s', 'of roof', 'vs best stock', 'vs ours'];

const toMultiple = (value: number) => `${value < 0.1 ? value.toPrecision(2) : value.toFixed(2)} x`;

function toCells(row: Row): string[] {
  const name = row.layer === undefined ? row.net : `${row.net} ${row.layer}`;
  if (row.imagesPerSecond === null) return [name, row.engine, String(row.workers), `- ${row.reason ?? ''}`];
  const show = (value: number | null, write: (value: number) => string) =>
    value === null ? '' : write(value);
  return [
    name,
    row.engine,
    String(row.workers),
    row.imagesPerSecond.toFixed(row.imagesPerSecond < 10 ? 2 : 0),
    show(row.gflops, (value) => value.toFixed(value < 1 ? 2 : 1)),
    show(row.ofRoof, (value) => `${(100 * value).toFixed(1)} %`),
    show(row.vsBestStock, toMultiple),
    show(row.vsOurs, toMultiple),
  ];
}

/**
 * A report as lines of text: the roof, the rows, how it was counted, and what an epoch takes where that was
 * asked.
 */
export function toTable(report: Report, options: BenchOptions): string {
  const cells = report.rows.map(toCells);
  const isText = (column: number) => column < 2;
  const widths = HEADINGS.map((heading, column) =>
    // A reason may run over the columns of figures.
    Math.max(
      heading.length,
      ...cells.filter((row) => row.length > 4 || column < 3).map((row) => row[column]?.length ?? 0),
    ),
  );
  const write = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isText(column) || cell.startsWith('- ') ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const counted =
    options.mode === 'train'
      ? 'FLOPs: 2 x MACs forward, by weights and by inputs, without the first layer by inputs; nothing else counts.'
      : 'FLOPs: 2 x MACs of the dense float net, also in sparse and 8-bit rows; nothing else counts. Layers with bias and ReLU.';
  return [
    `${options.mode}, batch ${options.batch}, medians of up to ${options.rounds} interleaved rounds`,
    `roof of one core: ${report.roofGflops.toFixed(1)} GFLOP/s (f32x4 multiply-adds on registers, in a worker of the same page)`,
    '',
    write(HEADINGS),
    ...cells.map(write),
    '',
    counted,
    ...toDevices(report),
    ...(options.mode === 'train' ? toEpochs(report) : []),
  ].join('\n');
}

/** Roofs as lines of text. */
export function toRoofLines({ float32, whole, memory }: DeviceRoofs): string[] {
  const write = ({ best, median, spread, n }: Roof, unit: string) =>
    `${best.toFixed(1)} ${unit} at best, median ${median.toFixed(1)} of ${n}, spread ${(100 * spread).toFixed(0)} %`;
  return [
    `float32: ${write(float32, 'GFLOP/s')}`,
    `whole numbers of 16 bits: ${write(whole, 'GOP/s')}`,
    ...memory.map(
      ({ bytes, bandwidth }) =>
        `read ${(bytes / 1024).toLocaleString('en-US')} KiB: ${write(bandwidth, 'GB/s')}`,
    ),
  ];
}

function toDevices({ rows }: Report): string[] {
  const devices = new Map(
    rows.flatMap(({ engine, device }) => (device === undefined ? [] : [[engine, device]])),
  );
  return [...devices].map(([engine, device]) => `${engine}: ${device}`);
}

/** What one epoch of MNIST takes, by the speed of whole batches in memory. */
function toEpochs({ rows }: Report): string[] {
  const count = DATASETS.mnist.trainCount;
  return rows.flatMap(({ net, engine, workers, imagesPerSecond }) =>
    engine === 'ours' && imagesPerSecond !== null && MODEL_DATASET[net as ModelName] === 'mnist'
      ? [
          `an epoch of MNIST (${count} images) with ${net}, ${workers} worker(s): ${(count / imagesPerSecond).toFixed(1)} s`,
        ]
      : [],
  );
}
