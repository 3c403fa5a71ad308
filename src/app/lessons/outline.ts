/**
 * The whole course as planned. A lesson that has a folder under `lessons/` replaces its line here; the others
 * are shown on the map as still to come.
 */
import type { LessonOutline } from '../../ui/lesson/meta.ts';

export const COURSE: readonly LessonOutline[] = [
  {
    slug: '00-why-compress',
    group: 'why',
    title: { en: 'Why compress?', zh: '为什么要压缩？' },
    question: {
      en: 'Where does the energy of one answer go: into arithmetic, or into fetching weights?',
      zh: '模型回答一次，能量花在计算上，还是花在搬运权重上？',
    },
    prerequisites: [],
  },
  {
    slug: '01-magnitude-pruning',
    group: 'remove',
    title: { en: 'Magnitude pruning', zh: '按幅值剪枝' },
    question: {
      en: 'How many weights can a network lose before it notices?',
      zh: '去掉多少权重，网络才会察觉？',
    },
    prerequisites: [],
  },
  {
    slug: '02-weight-sharing',
    group: 'share',
    title: { en: 'Weight sharing', zh: '权重共享' },
    question: {
      en: 'Can a layer of thousands of weights live on sixteen different values?',
      zh: '一层有上万个权重，只用十六种取值够不够？',
    },
    prerequisites: ['01-magnitude-pruning'],
  },
  {
    slug: '03-deep-compression',
    group: 'share',
    title: { en: 'Deep Compression', zh: '深度压缩' },
    question: {
      en: 'Pruned, shared and Huffman-coded: what does the file really weigh?',
      zh: '剪枝、共享、哈夫曼编码之后，文件究竟有多大？',
    },
    prerequisites: ['01-magnitude-pruning', '02-weight-sharing'],
  },
  {
    slug: '04-linear-quantization',
    group: 'bits',
    title: { en: 'Linear quantization', zh: '线性量化' },
    question: {
      en: 'What is lost when every number becomes a small integer?',
      zh: '把每个数都换成小整数，会损失什么？',
    },
    prerequisites: ['00-why-compress'],
  },
  {
    slug: '05-binary-ternary',
    group: 'bits',
    title: { en: 'Binary and ternary nets', zh: '二值与三值网络' },
    question: {
      en: 'Can a network think in plus and minus one?',
      zh: '只有正一和负一，网络还能思考吗？',
    },
    prerequisites: ['04-linear-quantization'],
  },
  {
    slug: '06-sensitivity-and-schedules',
    group: 'remove',
    title: { en: 'Sensitivity and schedules', zh: '敏感度与剪枝日程' },
    question: {
      en: 'Which layer can spare most, and how fast should it be asked to?',
      zh: '哪一层最经得起剪？又该剪得多快？',
    },
    prerequisites: ['01-magnitude-pruning'],
  },
  {
    slug: '07-structured-pruning',
    group: 'remove',
    title: { en: 'Structured pruning', zh: '结构化剪枝' },
    question: {
      en: 'Why does a net with half its filters run faster, and one with half its weights not?',
      zh: '为什么去掉一半滤波器会变快，去掉一半权重却不会？',
    },
    prerequisites: ['01-magnitude-pruning', '06-sensitivity-and-schedules'],
  },
  {
    slug: '08-low-rank',
    group: 'shape',
    title: { en: 'Low rank', zh: '低秩分解' },
    question: {
      en: 'Is this matrix secretly two thin ones?',
      zh: '这个矩阵，会不会其实是两个窄矩阵的乘积？',
    },
    prerequisites: ['00-why-compress'],
  },
  {
    slug: '09-compact-architectures',
    group: 'shape',
    title: { en: 'Compact architectures', zh: '紧凑结构' },
    question: {
      en: 'What if the network were small from the start?',
      zh: '如果网络一开始就设计得很小呢？',
    },
    prerequisites: ['03-deep-compression'],
  },
  {
    slug: '10-winograd',
    group: 'hardware',
    title: { en: 'Winograd convolution', zh: 'Winograd 卷积' },
    question: {
      en: 'How can a 3 by 3 convolution need fewer than nine products a pixel?',
      zh: '3×3 卷积每个像素怎么能用不到九次乘法？',
    },
    prerequisites: ['00-why-compress'],
  },
  {
    slug: '11-distillation',
    group: 'shape',
    title: { en: 'Distillation', zh: '知识蒸馏' },
    question: {
      en: 'What does a large network know that the labels do not say?',
      zh: '大网络知道些什么，是标签里没有写的？',
    },
    prerequisites: ['00-why-compress'],
  },
  {
    slug: '12-dense-sparse-dense',
    group: 'train',
    title: { en: 'Dense, sparse, dense', zh: '稠密—稀疏—稠密训练' },
    question: {
      en: 'Can losing connections for a while make a network better for good?',
      zh: '先暂时失去一些连接，网络会不会反而变得更好？',
    },
    prerequisites: ['01-magnitude-pruning'],
  },
  {
    slug: '13-mixed-precision',
    group: 'train',
    title: { en: 'Mixed precision', zh: '混合精度训练' },
    question: {
      en: 'Which numbers of training vanish in sixteen bits?',
      zh: '训练时，哪些数在十六位里会消失？',
    },
    prerequisites: ['04-linear-quantization'],
  },
  {
    slug: '14-parallel-training',
    group: 'train',
    title: { en: 'Parallel training', zh: '并行训练' },
    question: {
      en: 'Do four workers train four times as fast?',
      zh: '四个工作线程训练，就快四倍吗？',
    },
    prerequisites: [],
  },
  {
    slug: '15-roofline',
    group: 'hardware',
    title: { en: 'The roofline', zh: '屋顶线模型' },
    question: {
      en: 'Is this layer waiting for arithmetic or for memory?',
      zh: '这一层在等计算，还是在等内存？',
    },
    prerequisites: ['00-why-compress'],
  },
  {
    slug: '16-eie',
    group: 'hardware',
    title: { en: 'EIE, a sparse engine', zh: 'EIE：稀疏推理引擎' },
    question: {
      en: 'What must hardware look like for zeros to be free?',
      zh: '硬件要怎么设计，零才真的不花代价？',
    },
    prerequisites: ['03-deep-compression', '15-roofline'],
  },
  {
    slug: '17-hessian-aware',
    group: 'bits',
    title: { en: 'Hessian-aware quantization', zh: '基于海森矩阵的量化' },
    question: {
      en: 'Which layers deserve more bits, and how would curvature know?',
      zh: '哪些层值得多分几位？曲率怎么会知道？',
    },
    prerequisites: ['04-linear-quantization', '06-sensitivity-and-schedules'],
  },
  {
    slug: '18-co-design',
    group: 'hardware',
    title: { en: 'Co-design', zh: '软硬件协同设计' },
    question: {
      en: 'What is found when network, bits and hardware are searched together?',
      zh: '网络结构、位宽和硬件一起搜索，会找到什么？',
    },
    prerequisites: ['16-eie', '17-hessian-aware'],
  },
  {
    slug: '19-dynamic-networks',
    group: 'shape',
    title: { en: 'Dynamic networks', zh: '动态网络' },
    question: {
      en: 'Why should an easy image cost as much as a hard one?',
      zh: '简单的图像，为什么要花和困难的图像一样多的计算？',
    },
    prerequisites: ['00-why-compress'],
  },
  {
    slug: '20-recurrent',
    group: 'shape',
    title: { en: 'Recurrent nets', zh: '循环网络' },
    question: {
      en: 'Does pruning still work when the same weights are used again at every step?',
      zh: '同一组权重每一步都要重复使用，剪枝还有效吗？',
    },
    prerequisites: ['01-magnitude-pruning', '06-sensitivity-and-schedules'],
  },
];
