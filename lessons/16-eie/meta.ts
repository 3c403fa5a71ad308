import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '16-eie',
  group: 'hardware',
  title: { en: 'EIE, a sparse engine', zh: 'EIE：稀疏推理引擎' },
  question: {
    en: 'What must hardware look like for zeros to be free?',
    zh: '硬件要怎么设计，零才真的不花代价？',
  },
  prerequisites: ['03-deep-compression', '15-roofline'],
  minutes: 20,
  models: ['lenet-300-100', 'lenet-5'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' } },
    {
      id: 'ledger',
      title: { en: 'What did it buy?', zh: '到底省了什么？' },
      answers: ['numbers', 'pictures'],
    },
  ],
};
