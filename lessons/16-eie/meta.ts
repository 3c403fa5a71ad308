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
  minutes: 45,
  models: ['lenet-300-100', 'lenet-5'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' }, answers: ['numbers'] },
    { id: 'column', title: { en: 'A column without its zeros', zh: '去掉零的一列' } },
    {
      id: 'walk',
      title: { en: 'Four elements at work', zh: '四个单元同时干活' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'layer', title: { en: 'Your own layer', zh: '换上你自己的层' }, answers: ['numbers'] },
    { id: 'queue', title: { en: 'How deep a queue?', zh: '队列要多深？' }, answers: ['numbers', 'pictures'] },
    {
      id: 'elements',
      title: { en: 'How many elements?', zh: '处理单元要多少？' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'published', title: { en: 'Beside the chip', zh: '与真芯片对照' } },
    {
      id: 'joules',
      title: { en: 'Where 28,800 comes from', zh: '28,800 倍从哪里来' },
      answers: ['numbers', 'pictures'],
    },
    {
      id: 'ledger',
      title: { en: 'What did it buy?', zh: '到底省了什么？' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'exercises', title: { en: 'Three exercises', zh: '三道练习' } },
  ],
};
