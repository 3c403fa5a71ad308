/**
 * What papers lose by fewer bits: each drop is against the same net in 32 bits, by the same source. Points of
 * top-1 accuracy.
 */
import type { LineSeries } from '../../../src/plots/geometry/lines.ts';

export interface PublishedPoint {
  readonly method: string;
  readonly net: string;
  /** The logarithm of the number of values of a weight. */
  readonly bits: number;
  /** Accuracies in percent, or what a source gives alone: how much is lost. */
  readonly lost: number;
  readonly source: string;
}

export interface PublishedSeries {
  readonly id: string;
  readonly look: Pick<LineSeries, 'variant' | 'dash' | 'marker'>;
  readonly points: readonly PublishedPoint[];
}

const TERNARY = Math.log2(3);
const lost = (before: number, after: number) => Math.round((before - after) * 100) / 100;

const MIT = 'MIT 6.5940, lecture 6';
const TTQ = 'Zhu et al. 2017, arXiv 1612.01064';
const LLT = 'Wang et al. 2022 (LLT), table of ResNet-20';
const APOT = 'Li et al. 2020 (APoT), checkpoints';
const FLOAT_18 = 69.6;
const FLOAT_20 = 92.96;

const onImages = (method: string, bits: number, accuracy: number): PublishedPoint => ({
  ...{ method, bits, net: 'ResNet-18', source: MIT },
  lost: lost(FLOAT_18, accuracy),
});
const onCifar = (method: string, bits: number, accuracy: number, source = LLT): PublishedPoint => ({
  ...{ method, bits, net: 'ResNet-20', source },
  lost: lost(FLOAT_20, accuracy),
});
const gained = (net: string, points: number): PublishedPoint => ({
  ...{ method: 'TTQ', bits: TERNARY, net, source: TTQ },
  lost: -points,
});

/**
 * The net of the opening question: its accuracy in 32 bits, in percent, and what one bit and three values
 * lose.
 */
export const RESNET_18 = {
  accuracy: FLOAT_18,
  bwn: onImages('BWN', 1, 60.8),
  twn: onImages('TWN', TERNARY, 65.3),
  ttq: onImages('TTQ', TERNARY, 66.6),
} as const;

/** By what has few bits and on which images; points in ascending bits. */
export const PUBLISHED: readonly PublishedSeries[] = [
  {
    id: 'imagenetWeights',
    look: { variant: 'pruned', dash: 'dashed', marker: 'triangle' },
    points: [RESNET_18.bwn, RESNET_18.twn, RESNET_18.ttq],
  },
  {
    id: 'cifarWeights',
    look: { variant: 'shared', dash: 'dotted', marker: 'diamond' },
    points: [
      gained('ResNet-56', 0.36),
      gained('ResNet-44', 0.16),
      gained('ResNet-32', 0.04),
      onCifar('LLT', 2, 92.15),
      onCifar('LSQ', 2, 92.02),
    ],
  },
  {
    id: 'cifarBoth',
    look: { variant: 'distilled', dash: 'dashdot', marker: 'square' },
    points: [
      onCifar('LSQ', 2, 90.08),
      onCifar('LLT', 2, 90.63),
      onCifar('APoT', 2, 90.96, APOT),
      onCifar('APoT', 3, 92.49, APOT),
      onCifar('LLT', 3, 92.17),
      onCifar('LSQ', 3, 91.69),
      onCifar('LSQ', 4, 92.3),
      onCifar('APoT', 4, 92.45, APOT),
      onCifar('LLT', 4, 92.71),
    ],
  },
  {
    id: 'imagenetBoth',
    look: { variant: 'dense', dash: 'dotted', marker: 'cross' },
    points: [
      { method: 'BNN', net: 'AlexNet', bits: 1, lost: 28.7, source: MIT },
      { method: 'XNOR-Net', net: 'AlexNet', bits: 1, lost: 12.4, source: MIT },
    ],
  },
];
