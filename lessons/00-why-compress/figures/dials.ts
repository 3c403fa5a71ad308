/** Controls of single figures, and what they are set to where other parts of the lesson ask. */
import { choice, slider } from '../../parts/dials.ts';
import { OPERATION_LABELS, type OperationId, READ_LABELS, type ReadId } from '../lab/table.ts';

export const OPERATION = choice<OperationId>('operation', {
  initial: 'add-int32',
  label: { en: 'Operation', zh: '运算' },
  as: 'select',
  options: OPERATION_LABELS,
});
export const READ = choice<ReadId>('read', {
  initial: 'dram',
  label: { en: 'Read', zh: '读取' },
  isLabelHidden: true,
  options: READ_LABELS,
});
export const COUNT = slider('count', {
  label: { en: 'How many', zh: '多少次' },
  initial: 100,
  ...{ min: 1, max: 25_000, step: 1, scale: 'log', digits: 0 },
});

export const BATTERY = slider('battery', {
  label: { en: 'Battery', zh: '电池' },
  initial: 1,
  ...{ min: 0.1, max: 100, step: 0.1, scale: 'log', unit: 'Wh', digits: 1 },
});
export const SHARE = slider('share', {
  label: { en: 'The net’s share', zh: '分给网络' },
  initial: 0.05,
  ...{ min: 0.01, max: 1, step: 0.01, unit: '%', digits: 0 },
});
export const RATE = slider('rate', {
  label: { en: 'Answers a second', zh: '每秒回答次数' },
  initial: 30,
  ...{ min: 1, max: 1000, step: 1, scale: 'log', digits: 0 },
});

export const LINK = slider('link', {
  label: { en: 'Link', zh: '链路速度' },
  initial: 10,
  ...{ min: 0.1, max: 1000, step: 0.1, scale: 'log', unit: 'Mbit/s', digits: 1 },
});
export const LIMIT = slider('limit', {
  label: { en: 'Largest download', zh: '下载上限' },
  initial: 100,
  ...{ min: 1, max: 1000, step: 1, scale: 'log', unit: 'MB', digits: 0 },
});

export const SPEED = slider('speed', {
  label: { en: 'Speed', zh: '车速' },
  initial: 100,
  ...{ min: 10, max: 300, step: 1, unit: 'km/h', digits: 0 },
});
export const SERVER = slider('server', {
  label: { en: 'To a server and back', zh: '往返服务器' },
  initial: 100,
  ...{ min: 1, max: 1000, step: 1, scale: 'log', unit: 'ms', digits: 0 },
});
export const LARGER = slider('larger', {
  label: { en: 'More products', zh: '乘加增加' },
  initial: 1000,
  ...{ min: 1, max: 100_000, step: 1, scale: 'log', unit: '×', digits: 0 },
});
