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
  labels: {
    title: { en: 'by labels', zh: '只用标签' },
    note: {
      en: 'a student by itself, without a teacher: what the next ones are held against.',
      zh: '学生独自学习，没有教师：其他几种都与它比较。',
    },
  },
  soft: {
    title: { en: 'by soft targets', zh: '软目标' },
    note: {
      en: 'the same student, taught by a bigger net’s softened answers.',
      zh: '同一个学生，由大网络软化后的输出来教。',
    },
  },
  'no-3': {
    title: { en: 'without a 3', zh: '没有 3' },
    note: {
      en: 'the same, but no training image shows a 3; at the end the bias of the 3 is put right by images held back.',
      zh: '同上，但训练图像里没有一张 3；最后用留出的图像把 3 的偏置调对。',
    },
  },
  hints: {
    title: { en: 'by hints, then soft targets', zh: '先中间层，后软目标' },
    note: {
      en: 'a thin and deep student in two phases: first its lower layers learn what the teacher’s middle gives, then the whole net its answers (FitNets).',
      zh: '又窄又深的学生分两步学：先让靠前的几层学教师的中间层，再让整个网络学教师的输出（FitNets）。',
    },
  },
} satisfies Readonly<Record<string, AimWords>>;

export type Aim = keyof typeof AIMS;
export const AIM_NAMES = Object.keys(AIMS) as readonly Aim[];
