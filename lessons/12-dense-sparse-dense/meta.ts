import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '12-dense-sparse-dense',
  group: 'train',
  title: { en: 'Dense, sparse, dense', zh: '稠密—稀疏—稠密训练' },
  question: {
    en: 'Can losing connections for a while make a network better for good?',
    zh: '先暂时失去一些连接，网络会不会反而变得更好？',
  },
  prerequisites: ['01-magnitude-pruning'],
  minutes: 35,
  models: ['lenet-300-100', 'lenet-5'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' }, answers: ['numbers'] },
    {
      id: 'phases',
      title: { en: 'Three phases', zh: '三个阶段' },
      answers: ['numbers', 'pictures'],
    },
    {
      id: 'reborn',
      title: { en: 'What becomes of the reborn?', zh: '重生的权重后来怎样？' },
      answers: ['numbers', 'pictures'],
    },
    {
      id: 'pairs',
      title: { en: 'Does it help?', zh: '真的有用吗？' },
      answers: ['numbers', 'pictures'],
    },
    {
      id: 'published',
      title: { en: 'What the paper found', zh: '论文的结果' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'pad', title: { en: 'Ask the nets', zh: '让网络同时作答' }, answers: ['pictures'] },
    {
      id: 'ledger',
      title: { en: 'What did it buy?', zh: '到底得到了什么？' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'exercises', title: { en: 'Three exercises', zh: '三道练习' } },
  ],
};
