/**
 * What the reader sets: how sparse the net's dense layers are, whether a black background counts as zero, and
 * how large the machine is.
 */
import { WORKLOAD_NAMES, type WorkloadName } from '../../src/math/eie/workloads.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import type { Bilingual } from '../../src/ui/language/bilingual.ts';
import { choiceParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice, slider, toggle } from '../parts/dials.ts';

/** The nets that a reader may choose: those whose weights lie in dense layers. */
export const NETS = ['lenet-300-100', 'lenet-5'] as const satisfies readonly ModelName[];
export type Net = (typeof NETS)[number];

/** The layers that a machine may be fed with: the reader's own, or one of the paper's. */
export type Source = 'own' | WorkloadName;

export interface Settings {
  readonly model: Net;
  /** Fraction of each dense layer's weights that go. */
  readonly sparsity: number;
  /** Whether the first layer's inputs are shifted so that the background is zero. */
  readonly shifted: boolean;
  readonly source: Source;
  /** Processing elements. */
  readonly elements: number;
  /** Activations that a queue holds. */
  readonly depth: number;
  /** Which of the four savings count. */
  readonly sram: boolean;
  readonly sparse: boolean;
  readonly shared: boolean;
  readonly skip: boolean;
}

/** As the paper writes its layers. */
export const WORKLOAD_LABELS: Readonly<Record<WorkloadName, string>> = {
  'alex-6': 'Alex-6',
  'alex-7': 'Alex-7',
  'alex-8': 'Alex-8',
  'vgg-6': 'VGG-6',
  'vgg-7': 'VGG-7',
  'vgg-8': 'VGG-8',
  'nt-we': 'NT-We',
  'nt-wd': 'NT-Wd',
  'nt-lstm': 'NT-LSTM',
};

const SOURCE_OPTIONS = {
  own: { en: 'your own layer', zh: '你自己的层' },
  ...Object.fromEntries(
    WORKLOAD_NAMES.map((name) => [name, { en: WORKLOAD_LABELS[name], zh: WORKLOAD_LABELS[name] }]),
  ),
} as Readonly<Record<Source, Bilingual>>;

export const SETTINGS = {
  model: param('net', choiceParam<Net>(NETS, 'lenet-300-100')),
  sparsity: slider('sparsity', {
    label: { en: 'Weights that go', zh: '剪去的权重' },
    initial: 0.9,
    ...{ min: 0, max: 0.98, step: 0.01, unit: '%', digits: 0 },
  }),
  shifted: toggle('shifted', false, { en: 'Background is zero', zh: '背景记为零' }),
  source: choice<Source>('layers', {
    label: { en: 'Layer', zh: '层' },
    initial: 'alex-6',
    as: 'select',
    options: SOURCE_OPTIONS,
  }),
  elements: slider('elements', {
    label: { en: 'Processing elements', zh: '处理单元个数' },
    initial: 64,
    ...{ min: 1, max: 256, step: 1, scale: 'log', digits: 0 },
  }),
  depth: slider('depth', {
    label: { en: 'Queue depth', zh: '队列深度' },
    initial: 8,
    ...{ min: 1, max: 256, step: 1, scale: 'log', digits: 0 },
  }),
  sram: toggle('sram', false, { en: 'Weights in SRAM', zh: '权重放进 SRAM' }),
  sparse: toggle('sparse', false, { en: 'No zero weights', zh: '不存零权重' }),
  shared: toggle('codes', false, { en: '4-bit codes', zh: '4 位编号' }),
  skip: toggle('skip', false, { en: 'No zero activations', zh: '跳过零激活' }),
} satisfies ParamTable<Settings>;
