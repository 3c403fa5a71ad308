/** What the stages of the picture are called and how they look, wherever they are drawn. */
import type { Variant } from '../../src/plots/types.ts';
import type { Bilingual } from '../../src/ui/language/bilingual.ts';
import type { StageName } from './recipe.ts';

export interface StageLook {
  readonly title: Bilingual;
  /** In a list, behind the stages before it. */
  readonly listed: Bilingual;
  readonly variant: Variant;
}

export const STAGE_LOOKS: Readonly<Record<StageName, StageLook>> = {
  pruned: {
    title: { en: 'pruned', zh: '剪枝' },
    listed: { en: 'pruned', zh: '剪枝' },
    variant: 'pruned',
  },
  shared: {
    title: { en: 'weights shared', zh: '权重共享' },
    listed: { en: 'and shared', zh: '再共享' },
    variant: 'shared',
  },
  huffman: {
    title: { en: 'Huffman codes', zh: '哈夫曼编码' },
    listed: { en: 'and Huffman-coded', zh: '再哈夫曼编码' },
    variant: 'quantized',
  },
  arithmetic: {
    title: { en: 'arithmetic codes', zh: '算术编码' },
    listed: { en: 'arithmetic-coded', zh: '改用算术编码' },
    variant: 'retrained',
  },
};
