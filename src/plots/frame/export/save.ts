/** Hands a figure to the reader as a file, under the figure's title. */
import type { PlotTable } from '../../types.ts';
import { composeSvg } from './compose.ts';
import { addPngText } from './png.ts';
import { renderPng } from './raster.ts';
import { toCsv, toFileName, toJson } from './text.ts';

export const EXPORT_FORMATS = ['SVG', 'PNG', 'CSV', 'JSON'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

interface ExportedFigure {
  readonly title: string;
  readonly finding: string;
  readonly provenance: unknown;
  readonly page: string;
  /** What a fraction is called in the CSV's header. */
  readonly fractionWord: string;
  readonly getTable: () => PlotTable;
}

/** Pixels of the PNG per CSS pixel: sharp on paper and on a projector. */
const PNG_SCALE = 2;

/** Rejects if the browser cannot draw the picture. */
export async function saveFigure(
  format: ExportFormat,
  plot: HTMLElement,
  figure: ExportedFigure,
): Promise<void> {
  const blob = await toBlob(format, plot, figure);
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${toFileName(figure.title)}.${format.toLowerCase()}`;
  link.click();
  // The download has its own hold on the blob only once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function toBlob(format: ExportFormat, plot: HTMLElement, figure: ExportedFigure): Promise<Blob> {
  switch (format) {
    case 'CSV':
      return new Blob(['\ufeff', toCsv(figure.getTable(), figure.fractionWord)], { type: 'text/csv' });
    case 'JSON':
      return new Blob([toJson(figure, figure.getTable())], { type: 'application/json' });
    case 'SVG':
      return new Blob([composeSvg(plot, figure).text], { type: 'image/svg+xml' });
    case 'PNG': {
      const svg = composeSvg(plot, figure);
      const bytes = await renderPng(svg, PNG_SCALE);
      const recipe = figure.provenance === undefined ? '' : JSON.stringify(figure.provenance);
      const texts = { Title: figure.title, Description: figure.finding, ...(recipe && { Recipe: recipe }) };
      return new Blob([addPngText(bytes, texts)], { type: 'image/png' });
    }
  }
}
