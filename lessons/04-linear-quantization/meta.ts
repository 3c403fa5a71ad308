import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '04-linear-quantization',
  group: 'bits',
  title: { en: 'Linear quantization', zh: '线性量化' },
  question: {
    en: 'What is lost when every number becomes a small integer?',
    zh: '把每个数都换成小整数，会损失什么？',
  },
  prerequisites: ['00-why-compress'],
  minutes: 45,
  models: ['lenet-300-100', 'lenet-5', 'resnet-20', 'vgg-small'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' }, answers: ['numbers'] },
    { id: 'line', title: { en: 'Which numbers there are', zh: '能表示哪些数' }, answers: ['numbers'] },
    { id: 'grid', title: { en: 'Scale, zero point, ends', zh: '步长、零点与两端' }, answers: ['numbers'] },
    {
      id: 'channels',
      title: { en: 'A step for each channel', zh: '每个通道一个步长' },
      answers: ['numbers'],
    },
    { id: 'fold', title: { en: 'Folding batch norm', zh: '折叠批归一化' }, answers: ['numbers'] },
    { id: 'noise', title: { en: 'Where the error goes', zh: '误差落在哪里' }, answers: ['numbers'] },
    { id: 'curves', title: { en: 'Where the cliff is', zh: '悬崖在哪里' }, answers: ['numbers', 'pictures'] },
    {
      id: 'integers',
      title: { en: 'One product in whole numbers', zh: '用整数做一次乘加' },
      answers: ['numbers'],
    },
    { id: 'ste', title: { en: 'Learning on a staircase', zh: '在阶梯上学习' }, answers: ['numbers'] },
    {
      id: 'tune',
      title: { en: 'Steps and bounds that learn', zh: '会学习的步长与上界' },
      answers: ['numbers'],
    },
    { id: 'fixed', title: { en: 'Where the point stands', zh: '小数点放在哪里' }, answers: ['numbers'] },
    { id: 'pad', title: { en: 'Ask both nets', zh: '让两个网络同时作答' }, answers: ['pictures'] },
    {
      id: 'ledger',
      title: { en: 'What did it buy?', zh: '到底省了什么？' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'exercises', title: { en: 'Three exercises', zh: '三道练习' } },
  ],
  gain: {
    what: {
      en: 'LeNet-5 on whole numbers of 4 bits, not trained since',
      zh: 'LeNet-5，权重换成 4 位整数，未再训练',
    },
    keys: { fileBytes: ['denseBytes', 'bytes4'], wrong: ['denseWrong', 'wrong4'] },
  },
};
