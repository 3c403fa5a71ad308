/** What a recipe kept by name is for, in the order of effort; `recipes/README.md` tells more. */
import type { Words } from '../../techniques/words.ts';

interface AimWords {
  readonly title: Words;
  readonly note: Words;
}

export const AIMS = {
  quick: {
    title: { en: 'quick', zh: '快速' },
    note: {
      en: 'prune, share, Huffman, with as little training as still holds; about a minute.',
      zh: '剪枝、共享、哈夫曼编码，训练少到刚好够用，约一分钟。',
    },
  },
  must: {
    title: { en: 'must', zh: '达标' },
    note: {
      en: 'the same three stages to the paper’s kept fractions and bits, with the training they need.',
      zh: '同样三个阶段，按论文的保留比例和位数，训练给足。',
    },
  },
  strong: {
    title: { en: 'strong', zh: '强压缩' },
    note: {
      en: 'prunes while it trains, removes dead units, shares biases too, codes arithmetically; many minutes.',
      zh: '边训练边剪枝，删去无用单元，偏置也共享，用算术编码；要好些分钟。',
    },
  },
  record: {
    title: { en: 'record', zh: '冲纪录' },
    note: {
      en: 'the same, further.',
      zh: '同上，压得更狠。',
    },
  },
  'w8a8-ptq': {
    title: { en: '8 bits', zh: '8 位' },
    note: {
      en: 'weights and activations of 8 bits, without training: a net of whole numbers.',
      zh: '权重与激活都用 8 位，无需训练：可以只用整数运行的网络。',
    },
  },
  'w4a4-ptq': {
    title: { en: '4 bits, not trained', zh: '4 位，不训练' },
    note: {
      en: 'the same with 4 bits; images without their labels say which way each weight is rounded. Sums of branches and the ends keep 8 bits.',
      zh: '同上，改用 4 位；用不带标签的图像决定每个权重向上还是向下取整。各支路相加处与首尾两层保留 8 位。',
    },
  },
  binary: {
    title: { en: 'binary', zh: '二值' },
    note: {
      en: 'weights of one bit, each channel with its scale, trained; activations stay as they are.',
      zh: '权重只有 1 位，每个通道一个缩放因子，经过训练；激活不变。',
    },
  },
  bwn: {
    title: { en: 'binary but for the ends', zh: '二值，首尾除外' },
    note: {
      en: 'the same, with the first and the last layer left at 32 bits, as binary-weight networks are published.',
      zh: '同上，但首尾两层保留 32 位，与二值权重网络（BWN）论文的做法一致。',
    },
  },
} satisfies Readonly<Record<string, AimWords>>;

export type Aim = keyof typeof AIMS;
export const AIM_NAMES = Object.keys(AIMS) as readonly Aim[];
