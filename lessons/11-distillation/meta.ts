import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '11-distillation',
  group: 'shape',
  title: { en: 'Distillation', zh: '知识蒸馏' },
  question: {
    en: 'What does a large network know that the labels do not say?',
    zh: '大网络知道些什么，是标签里没有写的？',
  },
  prerequisites: ['00-why-compress'],
  minutes: 45,
  models: ['lenet-300-100', 'lenet-5'],
  beats: [
    { id: 'predict', title: { en: 'Guess first', zh: '先猜一猜' } },
    { id: 'temperature', title: { en: 'Temperature', zh: '温度' } },
    {
      id: 'dark',
      title: { en: 'Dark knowledge', zh: '暗知识' },
      answers: ['numbers', 'pictures'],
    },
    { id: 'losses', title: { en: 'Two losses', zh: '两部分损失' } },
    {
      id: 'race',
      title: { en: 'A race of students', zh: '学生赛跑' },
      answers: ['numbers', 'pictures'],
    },
    {
      id: 'pairs',
      title: { en: 'More than luck?', zh: '只是运气吗？' },
      answers: ['numbers', 'pictures'],
    },
    {
      id: 'left',
      title: { en: 'A digit never seen', zh: '从没见过的数字' },
      answers: ['numbers', 'pictures'],
    },
    {
      id: 'few',
      title: { en: 'A student of few bits', zh: '只有几位的学生' },
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
