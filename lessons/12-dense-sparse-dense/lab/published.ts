/**
 * Published errors of nets before, while and after a third of their weights were gone (Han et al. 2017, DSD,
 * arXiv 1607.04381, table 2): top-1 error on ImageNet in percent.
 */
import type { Variant } from '../../../src/plots/types.ts';

export interface PublishedNet {
  readonly id: string;
  readonly name: string;
  readonly variant: Variant;
  readonly marker: 'circle' | 'square' | 'triangle' | 'diamond';
  readonly dense: number;
  readonly sparse: number;
  readonly again: number;
}

/** Of each layer's weights but the first layer's. */
export const PAPER_SHARE = 0.3;

export const PUBLISHED: readonly PublishedNet[] = [
  { id: 'vgg', name: 'VGG-16', variant: 'dense', marker: 'circle', dense: 31.5, sparse: 28.19, again: 27.19 },
  {
    id: 'googlenet',
    name: 'GoogLeNet',
    variant: 'shared',
    marker: 'square',
    dense: 31.14,
    sparse: 30.58,
    again: 30.02,
  },
  {
    id: 'resnet18',
    name: 'ResNet-18',
    variant: 'retrained',
    marker: 'triangle',
    dense: 30.43,
    sparse: 30.15,
    again: 29.17,
  },
  {
    id: 'resnet50',
    name: 'ResNet-50',
    variant: 'quantized',
    marker: 'diamond',
    dense: 24.01,
    sparse: 23.55,
    again: 22.89,
  },
];

export const toGain = ({ dense, again }: PublishedNet) => dense - again;

const GAINS = PUBLISHED.map(toGain);
export const LEAST_GAIN = Math.min(...GAINS);
export const MOST_GAIN = Math.max(...GAINS);
