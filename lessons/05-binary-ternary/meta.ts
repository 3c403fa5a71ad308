import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '05-binary-ternary',
  group: 'bits',
  title: { en: 'Binary and ternary nets', zh: '二值与三值网络' },
  question: { en: 'Can a network think in plus and minus one?', zh: '只有正一和负一，网络还能思考吗？' },
  prerequisites: ['04-linear-quantization'],
  minutes: 50,
  models: ['lenet-5', 'vgg-small'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' }, answers: ['numbers'] },
    { id: 'sign', title: { en: 'A step that nothing climbs', zh: '迈不上去的台阶' }, answers: ['numbers'] },
    {
      id: 'learn',
      title: { en: 'Filters in black and white', zh: '黑白分明的滤波器' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'ternary', title: { en: 'One value more: zero', zh: '再加一个值：零' }, answers: ['numbers'] },
    { id: 'layers', title: { en: 'Which layers mind?', zh: '哪些层吃不消？' }, answers: ['numbers'] },
    {
      id: 'drops',
      title: { en: 'Accuracy against bits', zh: '准确率与位数' },
      answers: ['numbers', 'pictures'],
    },
    {
      id: 'product',
      title: { en: 'Multiplying without multiplying', zh: '不用乘法的乘法' },
      answers: ['numbers'],
    },
    {
      id: 'speed',
      title: { en: 'Where did 58 times go?', zh: '58 倍去了哪里？' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'pad', title: { en: 'Ask the nets', zh: '让网络同时作答' }, answers: ['pictures'] },
    {
      id: 'ledger',
      title: { en: 'What did it buy?', zh: '到底省了什么？' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'exercises', title: { en: 'Three exercises', zh: '三道练习' } },
  ],
  gain: {
    what: {
      en: 'LeNet-5 with one bit for each weight, not trained on',
      zh: 'LeNet-5，每个权重只用一位，未再训练',
    },
    keys: { fileBytes: ['denseBytes', 'signBytes'], wrong: ['denseWrong', 'signWrong'] },
  },
};
