/**
 * The ways to few values that the lesson tells of: the stage behind each, what it is called, and how it is
 * drawn. A further method of one or two bits is one more row.
 */
import type { LineSeries } from '../../src/plots/geometry/lines.ts';
import type { RecipeInput } from '../../src/recipe/schema.ts';
import type { KernelOptions } from '../../src/techniques/ends.ts';
import type { Bilingual } from '../../src/ui/language/bilingual.ts';

type StageInput = RecipeInput['stages'][number];
export type FewInput = Extract<StageInput, { kind: 'binarize' | 'ternarize' }>;

interface MethodRow {
  readonly label: Bilingual;
  /** The logarithm of the number of values. */
  readonly bits: number;
  readonly stage: FewInput;
  readonly look: Pick<LineSeries, 'dash' | 'marker'>;
}

export const METHODS = {
  bwn: {
    label: { en: 'BWN: sign and size', zh: 'BWN：符号加大小' },
    bits: 1,
    stage: { kind: 'binarize', scale: 'channel' },
    look: { dash: 'solid', marker: 'circle' },
  },
  connect: {
    label: { en: 'BinaryConnect: +1 or −1', zh: 'BinaryConnect：+1 或 −1' },
    bits: 1,
    stage: { kind: 'binarize', scale: 'none' },
    look: { dash: 'dotted', marker: 'cross' },
  },
  twn: {
    label: { en: 'TWN: three values', zh: 'TWN：三个值' },
    bits: Math.log2(3),
    stage: { kind: 'ternarize', scales: 'mean' },
    look: { dash: 'dashed', marker: 'square' },
  },
  ttq: {
    label: { en: 'TTQ: three that learn', zh: 'TTQ：会学习的三个值' },
    bits: Math.log2(3),
    stage: { kind: 'ternarize', scales: 'learnt' },
    look: { dash: 'dashdot', marker: 'diamond' },
  },
} as const satisfies Readonly<Record<string, MethodRow>>;

export type MethodName = keyof typeof METHODS;
export const METHOD_NAMES = Object.keys(METHODS) as readonly MethodName[];

export function toFewStage(method: MethodName, options: KernelOptions): FewInput {
  const { ends, except } = options;
  const { stage }: MethodRow = METHODS[method];
  return { ...stage, ends, ...(except === undefined ? {} : { except: [...except] }) };
}
