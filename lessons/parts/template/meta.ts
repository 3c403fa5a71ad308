import type { LessonMeta } from '../../../src/ui/lesson/meta.ts';

export const meta: LessonMeta = {
  slug: '98-template',
  group: 'remove',
  title: { en: 'Template', zh: '模板' },
  question: { en: 'What does this lesson answer?', zh: '这一课回答什么问题？' },
  prerequisites: [],
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
