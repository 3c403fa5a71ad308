import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '01-magnitude-pruning',
  group: 'remove',
  title: { en: 'Magnitude pruning', zh: '按幅值剪枝' },
  question: {
    en: 'How many weights can a network lose before it notices?',
    zh: '去掉多少权重，网络才会察觉？',
  },
  prerequisites: [],
  minutes: 40,
  models: ['lenet-300-100', 'lenet-5', 'resnet-20', 'vgg-small'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' } },
    { id: 'cut', title: { en: 'Cut, and do nothing else', zh: '只剪，不训练' }, answers: ['numbers'] },
    {
      id: 'train',
      title: { en: 'Where the weights come from', zh: '这些权重从哪里来' },
      answers: ['pictures'],
    },
    {
      id: 'retrain',
      title: { en: 'Cut, then train again', zh: '剪完再训练' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'curve', title: { en: 'Four ways to the same sparsity', zh: '同样的稀疏度，四种走法' } },
    { id: 'left', title: { en: 'What is left', zh: '剩下的是什么' }, answers: ['pictures'] },
    { id: 'pad', title: { en: 'Ask both nets', zh: '让两个网络同时作答' }, answers: ['pictures'] },
    {
      id: 'ledger',
      title: { en: 'What did it buy?', zh: '到底省了什么？' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'neighbours', title: { en: 'Relatives of pruning', zh: '剪枝的近亲' } },
    { id: 'exercises', title: { en: 'Three exercises', zh: '三道练习' } },
  ],
  gain: {
    what: {
      en: 'LeNet-300-100 without nine tenths of its weights, not retrained',
      zh: 'LeNet-300-100，剪去九成权重，未再训练',
    },
    keys: { fileBytes: ['maskedBytes90', 'sparseBytes90'], wrong: ['denseWrong', 'cutWrong90'] },
  },
};
