/** How much of a net is gone, read from its weights: of all, and layer by layer. */
import { countNonZeros } from '../../src/math/sparsity.ts';
import type { Bilingual } from '../../src/ui/language/bilingual.ts';
import type { Kernel } from './kernels.ts';
import { toFormats } from './words.ts';

const percent = {
  en: (fraction: number) => toFormats('en').percent(fraction),
  zh: (fraction: number) => toFormats('zh').percent(fraction),
};

/** "90 % gone". */
export function sayGone(kernels: readonly Kernel[]): Bilingual {
  const all = kernels.reduce((sum, { values }) => sum + values.length, 0);
  const left = kernels.reduce((sum, { values }) => sum + countNonZeros(values), 0);
  const gone = 1 - left / Math.max(1, all);
  return { en: `${percent.en(gone)} gone`, zh: `剪去 ${percent.zh(gone)}` };
}

/** "gone: fc1 91 %, fc2 88 %, fc3 50 %". */
export function sayGoneByLayer(kernels: readonly Kernel[]): Bilingual {
  const gone = kernels.map(
    ({ layer, values }) => [layer, 1 - countNonZeros(values) / values.length] as const,
  );
  return {
    en: `gone: ${gone.map(([layer, part]) => `${layer} ${percent.en(part)}`).join(', ')}`,
    zh: `剪去：${gone.map(([layer, part]) => `${layer} ${percent.zh(part)}`).join('、')}`,
  };
}
