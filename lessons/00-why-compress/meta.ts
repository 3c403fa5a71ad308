import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '00-why-compress',
  group: 'why',
  title: { en: 'Why compress?', zh: '为什么要压缩？' },
  question: {
    en: 'Where does the energy of one answer go: into arithmetic, or into fetching weights?',
    zh: '模型回答一次，能量花在计算上，还是花在搬运权重上？',
  },
  prerequisites: [],
  minutes: 30,
  models: ['lenet-300-100', 'lenet-5', 'resnet-20', 'vgg-small'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' } },
    { id: 'areas', title: { en: 'Energies as areas', zh: '把能量画成面积' } },
    { id: 'memory', title: { en: 'Where do the weights lie?', zh: '权重放在哪里？' } },
    {
      id: 'joules',
      title: { en: 'The joules of one answer', zh: '回答一次要多少焦耳' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'battery', title: { en: 'How long does the battery last?', zh: '电池能撑多久？' } },
    { id: 'radio', title: { en: 'Over the air', zh: '从空中下载' } },
    { id: 'road', title: { en: 'Metres in the dark', zh: '盲开的距离' } },
    { id: 'map', title: { en: 'What the course will save', zh: '这门课能省下什么' } },
    { id: 'pad', title: { en: 'Ask both nets', zh: '让两个网络同时作答' }, answers: ['pictures'] },
    {
      id: 'ledger',
      title: { en: 'What did it buy?', zh: '到底省了什么？' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'exercises', title: { en: 'Three exercises', zh: '三道练习' } },
  ],
};
