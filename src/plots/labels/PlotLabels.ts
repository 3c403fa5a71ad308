/**
 * Every word a chart writes by itself. Plots know no language: a page hands them a dictionary
 * (`PlotLabelsProvider`), English without one. Sentences with numbers are functions, so that each language
 * orders them as it likes.
 */
export interface PlotLabels {
  readonly showData: string;
  readonly hideData: string;
  readonly save: string;
  readonly saveAs: (format: string) => string;
  readonly saveFailed: string;
  readonly rowsShown: (shown: string, all: string) => string;
  readonly notMeasured: string;
  readonly retry: string;
  /** The unit of a share in files, which the page writes as percent. */
  readonly fraction: string;
  readonly bytes: string;
  /** A fraction as a percentage; of a column's values, the second argument is left out. */
  readonly percent: (fraction: number, digits?: number) => string;
  readonly code: string;
  readonly gradient: string;
  /** A shared value after a training step. */
  readonly updated: string;
  readonly readValues: (title: string) => string;
  readonly pickHint: string;
  readonly reference: string;
  readonly step: string;
  readonly raw: string;
  readonly smoothed: string;

  readonly weight: string;
  readonly weightsPerBin: string;
  readonly zeros: (count: string) => string;
  readonly from: string;
  readonly to: string;
  readonly note: string;
  readonly threshold: string;
  readonly thresholdValue: (threshold: string, count: string, share: string) => string;
  readonly belowThreshold: (count: string, share: string) => string;
  /** The handles where weights are cut off. */
  readonly clip: string;
  readonly clipValue: (clip: string, count: string, share: string) => string;
  readonly beyondClip: (count: string, share: string) => string;

  readonly kept: string;
  readonly pruned: string;
  readonly weightsKept: string;
  readonly share: string;
  readonly cell: (row: string, column: string, value: string) => string;
  readonly row: string;
  readonly column: string;
  readonly band: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly zoomReset: string;
  readonly zoomHint: string;
  readonly filter: string;
  readonly filterCell: (filter: string, input: string, row: string, column: string, value: string) => string;
  readonly moreKernels: (shown: string, all: string) => string;
  readonly inputChannel: string;

  readonly fileBytes: string;
  readonly part: Readonly<Record<'header' | 'weights' | 'indices' | 'codebooks' | 'biases', string>>;
  readonly model: string;
  readonly timesSmaller: (factor: string) => string;
  readonly nonZeros: string;
  readonly macs: string;
  readonly energy: string;
  readonly latency: string;
  readonly latencyNote: (n: string) => string;
  readonly latencyP95: string;
  /** Time where layers skip their zeros, and the sparsity from which on that pays. */
  readonly latencyBest: string;
  readonly breakEven: string;
  readonly wrong: string;
  readonly ofTested: (tested: string) => string;

  readonly class: string;
  readonly probability: string;
  readonly truth: string;
  readonly noAnswer: string;

  /** Of the neurons and connections of a layer. */
  readonly layer: { readonly from: string; readonly to: string; readonly silent: string };

  /** Of a range that narrows answer by answer. */
  readonly interval: {
    readonly no: (share: string) => string;
    readonly yes: string;
    readonly cell: (place: string) => string;
    readonly bits: (bits: string) => string;
    readonly left: (low: string, high: string) => string;
    readonly answer: string;
    readonly cost: string;
    readonly place: string;
  };

  /** For texts that only the gallery has. */
  readonly language: 'en' | 'zh';
  readonly galleryTitle: string;
  readonly galleryNote: string;
}
