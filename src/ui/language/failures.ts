/**
 * What went wrong, in the reader's language? The engine gives each failure a code with values beside its
 * English sentence (`src/recipe/failure.ts`). English readers read that sentence; for others one is made
 * here, and a test holds the list complete.
 */

import { useCallback } from 'react';
import { type Locale, useLocale } from './bilingual.ts';
import { sayProblem } from './problems.ts';
import { saySentence } from './sentences.ts';
import { fillTemplate } from './template.ts';

/** A failure as it comes from the engine. */
export interface FailureLike {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number | FailureLike>>;
  readonly message: string;
}

/** Simplified Chinese by code; `{name}` stands for a value. */
export const FAILURES_ZH: Readonly<Record<string, string>> = {
  unknown: '出错了，原始信息是：{message}',
  dataMissing:
    '没有取到数据文件 {file}：{detail} 请再试一次；如果还是没有，请在运行实验室的机器上用“npm run data”准备数据。',
  dataDamaged:
    '数据文件 {file} 已损坏：{detail} 请再试一次，重新下载；如果还不行，请用“npm run data”修复数据。',
  dataUnreachable: '数据文件 {file} 取不到：网络好像断了。已收到的都还在，网络恢复后会自动继续。',
  unreachable: '{url} 没有回应。',
  fetchRefused: '服务器对 {url} 的回答是 {status}。',
  noModel: '槽位 {slot} 里没有模型。',
  noFile: '引擎里已经没有这个文件，请重新打开它。',
  noDataset: '{model} 读取的是 {shape} 的图像，分为 {classes} 类，这里没有这样的数据集。',
  wrongDataset: '{model} 读取的是 {shape} 的图像，分为 {classes} 类，与 {dataset} 不符。',
  fileTooLarge: '这个文件有 {bytes} 字节，而模型文件最多 {limit} 字节。',
  fileEmpty: '这个文件是空的。',
  fileForeign: '这不是本实验室的模型文件：它的开头应当是“FWM”。',
  fileVersion: '这个模型文件的格式版本是 {version}，这里只认识版本 {known}。',
  fileDamaged: '这个模型文件已损坏或不完整：校验和应为 {wanted}，实际是 {got}。',
  fileBroken: '这个模型文件从第 {at} 字节起读不下去。原始信息是：{message}',
  storedMissing: '配方用到的模型 {id} 不在这里：保存的运行或模型文件只留在保存它的浏览器里。',
  storedOther: '配方的模型是 {model}，而 {id} 里是 {stored}，两者的层不同。',
  recipeBroken: '配方{path}{problem}。',
  notFinite: '训练发散了：损失或权重已经不是有限的数，学习率多半太大。',
  notFiniteScaled:
    '训练发散了：损失放大到 2 的 {exponent} 次方倍，上溢的一步也照样走了，损失或权重已经不是有限的数。',
  backendAbsent: '这里不能用 {backend}。',
  kernelsMissing: '{backend} 缺少这些计算核心：{kernels}。',
  selfTestFailed: '{backend} 没有通过自检：结果的误差达到 {error}。',
  wasmNotStarted: 'WASM 引擎没能启动：{reason}',
  engineNotStarted: '引擎没能启动：{reason}',
  engineStoppedOften: '引擎接连停止。{reason}可以重新启动它；已完成的运行、模型和设置都还在。',
  gpuDied: '引擎在图形处理器上停止了。',
  workerKilled: '引擎被浏览器停止了。',
  workerHung: '引擎没有响应了。',
  workerCrashed: '引擎遇到了无法处理的错误。{detail}',
  workerClosed: '引擎已关闭。',
  simulationStopped: '模拟已停止。',
  timedOut: '引擎超过 {seconds} 秒没有回答（{command}）。',
};

/** Values that are themselves words. */
const SAID_ZH: Readonly<Record<string, (value: string) => string>> = {
  problem: sayProblem,
  path: (path) => (path === '' ? '' : `中的 ${path} `),
};

/** One or two sentences on a failure. */
export function sayFailure(failure: FailureLike, locale: Locale): string {
  const template = locale === 'zh' ? FAILURES_ZH[failure.code] : undefined;
  if (template === undefined) return failure.message;
  const said = failure.code === 'unknown' ? saySentence(failure.message) : undefined;
  if (said !== undefined) return said;
  const values = Object.entries(failure.values).map(([name, value]) => [
    name,
    typeof value === 'object' ? sayFailure(value, locale) : (SAID_ZH[name]?.(String(value)) ?? value),
  ]);
  return fillTemplate(template, { ...Object.fromEntries(values), message: failure.message }, locale);
}

/** Says failures in the reader's language. */
export function useFailureText(): (failure: FailureLike) => string {
  const locale = useLocale();
  return useCallback((failure) => sayFailure(failure, locale), [locale]);
}
