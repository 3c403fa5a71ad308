import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '03-deep-compression',
  group: 'share',
  title: { en: 'Deep Compression', zh: '深度压缩' },
  question: {
    en: 'Pruned, shared and Huffman-coded: what does the file really weigh?',
    zh: '剪枝、共享、哈夫曼编码之后，文件究竟有多大？',
  },
  prerequisites: ['01-magnitude-pruning', '02-weight-sharing'],
  minutes: 45,
  models: ['lenet-300-100', 'lenet-5'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' } },
    {
      id: 'pipeline',
      title: { en: 'Four stages, one file', zh: '四道工序，一个文件' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'positions', title: { en: 'Where are the weights?', zh: '权重都在哪里？' }, answers: ['numbers'] },
    {
      id: 'huffman',
      title: { en: 'Short codes for frequent values', zh: '常见的值用短码' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'arithmetic', title: { en: 'Less than a bit', zh: '不到一位' }, answers: ['numbers'] },
    { id: 'bytes', title: { en: 'The file, bit by bit', zh: '一位一位读文件' } },
    { id: 'tradeoff', title: { en: 'Prune, share, both, or SVD', zh: '剪枝、共享、两者并用与 SVD' } },
    {
      id: 'published',
      title: { en: 'The paper beside your run', zh: '论文与你的结果' },
      answers: ['numbers'],
    },
    { id: 'file', title: { en: 'Out of the lab and back', zh: '下载，再放回来' } },
    {
      id: 'ledger',
      title: { en: 'What did it buy?', zh: '到底省了什么？' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'exercises', title: { en: 'Three exercises', zh: '三道练习' } },
  ],
  gain: {
    what: {
      en: 'LeNet-300-100, cut, shared, trained on and coded',
      zh: 'LeNet-300-100，剪枝、共享、再训练并编码',
    },
    keys: { fileBytes: ['denseBytes', 'arithmeticBytes'], wrong: ['denseWrong', 'arithmeticWrong'] },
  },
};
