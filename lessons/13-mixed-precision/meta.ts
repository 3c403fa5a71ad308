import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '13-mixed-precision',
  group: 'train',
  title: { en: 'Mixed precision', zh: '混合精度训练' },
  question: {
    en: 'Which numbers of training vanish in sixteen bits?',
    zh: '训练时，哪些数在十六位里会消失？',
  },
  prerequisites: ['04-linear-quantization'],
  minutes: 40,
  models: ['lenet-5', 'lenet-300-100'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' }, answers: ['numbers', 'pictures'] },
    { id: 'formats', title: { en: 'Four ways to spend bits', zh: '位数的四种分法' } },
    {
      id: 'scale',
      title: { en: 'Gradients out of range', zh: '梯度跑出了范围' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'update', title: { en: 'Steps too small to count', zh: '小到不算数的一步' } },
    {
      id: 'train',
      title: { en: 'Stall, explode, save it', zh: '停滞、崩溃与挽救' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'memory', title: { en: 'What does it save?', zh: '省下了多少内存？' }, answers: ['numbers'] },
    { id: 'compared', title: { en: 'At full size', zh: '放大到真实规模' } },
    { id: 'pad', title: { en: 'Ask the nets', zh: '让网络同时作答' }, answers: ['pictures'] },
    {
      id: 'ledger',
      title: { en: 'What did it buy?', zh: '到底省了什么？' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'exercises', title: { en: 'Three exercises', zh: '三道练习' } },
  ],
};
