import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '02-weight-sharing',
  group: 'share',
  title: { en: 'Weight sharing', zh: '权重共享' },
  question: {
    en: 'Can a layer of thousands of weights live on sixteen different values?',
    zh: '一层有上万个权重，只用十六种取值够不够？',
  },
  prerequisites: ['01-magnitude-pruning'],
  minutes: 45,
  models: ['lenet-300-100', 'lenet-5', 'resnet-20', 'vgg-small'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' } },
    {
      id: 'codebook',
      title: { en: 'One short list for many weights', zh: '一张短表，众多权重' },
      answers: ['numbers'],
    },
    { id: 'starts', title: { en: 'Where do the values come from?', zh: '这些值从哪里来' } },
    { id: 'large', title: { en: 'Few weights are large', zh: '大权重很少，却要紧' } },
    { id: 'bits', title: { en: 'How many bits?', zh: '要用几位？' }, answers: ['numbers', 'pictures'] },
    { id: 'example', title: { en: 'Sixteen weights learn together', zh: '十六个权重一起学' } },
    {
      id: 'live',
      title: { en: 'The same on the live layer', zh: '在真实的层上走一步' },
      answers: ['numbers'],
    },
    { id: 'tune', title: { en: 'Train the list', zh: '训练这张表' }, answers: ['numbers', 'pictures'] },
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
      en: 'LeNet-300-100 with sixteen values a layer, not trained on',
      zh: 'LeNet-300-100，每层只用十六种取值，未再训练',
    },
    keys: { fileBytes: ['denseBytes', 'bytes16'], wrong: ['denseWrong', 'wrong16'] },
  },
};
