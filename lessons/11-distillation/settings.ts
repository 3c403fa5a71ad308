/** What the reader sets in this lesson: who teaches, how soft its answers are, and what the student sees. */
import type { ModelName, NetName } from '../../src/spec/zoo.ts';
import { choiceParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice, slider } from '../parts/dials.ts';

/** The nets that teach. */
export const TEACHERS = ['lenet-300-100', 'lenet-5'] as const satisfies readonly ModelName[];
export type TeacherName = (typeof TEACHERS)[number];

/** Who learns from each, and which layers hint and attention join. */
export const STUDENTS: Readonly<Record<TeacherName, Student>> = {
  'lenet-300-100': {
    name: 'lenet-30-10',
    wide: 'lenet-100-30',
    hint: { teacherLayer: 'fc1', studentLayer: 'fc1' },
  },
  'lenet-5': {
    name: 'lenet-5-thinnest',
    wide: 'lenet-5-thin',
    hint: { teacherLayer: 'conv2', studentLayer: 'conv2' },
    attention: { teacherLayer: 'conv2', studentLayer: 'conv2' },
  },
};

interface Student {
  readonly name: NetName;
  /** Has room for what no image shows it: the student without a digit. */
  readonly wide: NetName;
  readonly hint: LayerPair;
  /** Absent where there is no convolution that could look anywhere. */
  readonly attention?: LayerPair;
}

interface LayerPair {
  readonly teacherLayer: string;
  readonly studentLayer: string;
}

export interface Settings {
  readonly model: TeacherName;
  readonly temperature: number;
  /** The teacher's part of the loss. */
  readonly share: number;
  /** Training images of a student, from the first. */
  readonly images: '500' | '2000' | '10000';
  /** The class that is looked at, and that a student goes without. */
  readonly digit: number;
}

export const TEMPERATURE = slider('temperature', {
  label: { en: 'Temperature', zh: '温度' },
  initial: 10,
  ...{ min: 1, max: 20, step: 0.5, digits: 1 },
});
export const SHARE = slider('share', {
  label: { en: 'Teacher’s share', zh: '教师所占份额' },
  initial: 1,
  ...{ min: 0, max: 1, step: 0.05, unit: '%', digits: 0 },
});
export const IMAGES = choice<Settings['images']>('images', {
  label: { en: 'Images', zh: '图像' },
  initial: '2000',
  options: {
    500: { en: '500', zh: '500 张' },
    2000: { en: '2,000', zh: '2,000 张' },
    10000: { en: '10,000', zh: '10,000 张' },
  },
});
export const DIGIT = slider('digit', {
  label: { en: 'Digit', zh: '数字' },
  initial: 3,
  ...{ min: 0, max: 9, step: 1, digits: 0 },
});

export const SETTINGS: ParamTable<Settings> = {
  model: param('model', choiceParam<TeacherName>(TEACHERS, 'lenet-300-100')),
  temperature: TEMPERATURE,
  share: SHARE,
  images: IMAGES,
  digit: DIGIT,
};
