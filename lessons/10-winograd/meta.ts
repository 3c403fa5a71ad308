import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '10-winograd',
  group: 'hardware',
  title: { en: 'Winograd convolution', zh: 'Winograd 卷积' },
  question: {
    en: 'How can a 3 by 3 convolution need fewer than nine products a pixel?',
    zh: '3×3 卷积每个像素怎么能用不到九次乘法？',
  },
  prerequisites: ['00-why-compress'],
  minutes: 35,
  models: ['resnet-20', 'vgg-small'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' }, answers: ['numbers', 'pictures'] },
    { id: 'line', title: { en: 'Four products instead of six', zh: '六次乘法变四次' } },
    { id: 'tile', title: { en: 'A tile of a live layer', zh: '真实网络里的一块' } },
    { id: 'points', title: { en: 'Where the matrices come from', zh: '这些矩阵从哪里来' } },
    { id: 'error', title: { en: 'What larger tiles lose', zh: '块越大，误差越大' }, answers: ['pictures'] },
    {
      id: 'clock',
      title: { en: 'The counter and the clock', zh: '计数与计时' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'sparse', title: { en: 'And pruned weights?', zh: '剪过的权重呢？' }, answers: ['numbers'] },
    { id: 'ledger', title: { en: 'What did it buy?', zh: '到底换来了什么？' }, answers: ['numbers'] },
    { id: 'exercises', title: { en: 'Three exercises', zh: '三道练习' } },
  ],
};
