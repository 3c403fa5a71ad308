import { refuse } from '../../parts/exercises.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { checkHeavy, checkLasting, checkSmall } from '../lab/checks.ts';
import { toEnergy } from '../lab/forms.ts';
import { useForm, useOwnForm, useSettings } from '../lesson.ts';
import { useBattery } from './BatteryFigure.tsx';

const words = {
  noRun: {
    en: 'You have not made this net small yet. Do so in {section:joules}.',
    zh: '还没有压缩过这个网络。请先在{section:joules}里压缩一次。',
  },
  tooLarge: {
    en: 'The file has {bytes} bytes; {wanted} are the limit.',
    zh: '文件有 {bytes} 字节，上限是 {wanted} 字节。',
  },
  tooWrong: {
    en: 'The file has {bytes} bytes, but {wrong} images are wrong; {allowed} are allowed.',
    zh: '文件有 {bytes} 字节，但答错 {wrong} 张，最多允许 {allowed} 张。',
  },
  small: {
    en: '{bytes} bytes: it lies on the chip, with {wrong} images wrong.',
    zh: '{bytes} 字节：片上放得下，答错 {wrong} 张。',
  },
  otherNet: { en: 'Choose ResNet-20 in {section:battery}.', zh: '请在{section:battery}里选 ResNet-20。' },
  tooSlow: {
    en: '{perSecond} answers a second; {wanted} are asked for.',
    zh: '每秒回答 {perSecond} 次，题目要求 {wanted} 次。',
  },
  tooMuch: {
    en: 'At most {largest} Wh, and {most} of it, are there for the net.',
    zh: '电池最多 {largest} Wh，其中最多 {most} 可以分给网络。',
  },
  tooShort: {
    en: 'It lasts {hours} hours; {wantedHours} are asked for.',
    zh: '只能用 {hours} 小时，题目要求 {wantedHours} 小时。',
  },
  lasts: {
    en: 'It lasts {hours} hours at {perSecond} answers a second.',
    zh: '每秒回答 {perSecond} 次，可以用 {hours} 小时。',
  },
  tooLight: {
    en: 'Arithmetic costs {times} times what memory costs; {wanted} times are asked for.',
    zh: '计算的能量是存储的 {times} 倍，题目要求 {wanted} 倍。',
  },
  heavy: {
    en: 'Arithmetic costs {times} times what memory costs.',
    zh: '计算的能量是存储的 {times} 倍。',
  },
} as const;

const defineExercise = createExercises(words, (name, value, { integer, decimal, percent }) => {
  if (name === 'most' || name === 'share') return percent(value);
  return name === 'times' || name === 'hours' ? decimal(value, value < 10 ? 2 : 0) : integer(value);
});

/** A file for the memory on the chip. */
export const SmallExercise = defineExercise({
  id: 'small',
  number: 1,
  useCheck: () => {
    const own = useOwnForm();
    return () => (own === undefined ? refuse('noRun') : checkSmall(own));
  },
});

/** A day on a small battery. */
export const LastingExercise = defineExercise({
  id: 'lasting',
  number: 2,
  useCheck: () => {
    const battery = useBattery();
    return () => checkLasting(battery);
  },
});

/** Sums that outweigh reads. */
export const HeavyExercise = defineExercise({
  id: 'heavy',
  number: 3,
  useCheck: () => {
    const form = useForm();
    const { sram } = useSettings().settings;
    return () => checkHeavy(toEnergy(form, 1024 * sram));
  },
});
