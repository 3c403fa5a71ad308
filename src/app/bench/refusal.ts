/**
 * A recipe that is refused, in the words of the form: the field goes by the name that the form has for it,
 * and what is wrong with it is said in the reader's language as far as it is one of the usual things.
 */
import type { Locale } from '../../ui/language/bilingual.ts';

/** A field's name in the form; null where the form does not show it. */
export type FieldName = (path: string) => string | null;

/** Forms that the sentences of the recipe's checks have, in Chinese. `$1` is what the form caught. */
const PROBLEMS_ZH: readonly (readonly [RegExp, string])[] = [
  [/^(?:\(.*\) )?must be a whole number from (.+) to (.+), got (.+)$/, '应当是 $1 到 $2 的整数，现在是 $3'],
  [/^(?:\(.*\) )?must be a number from (.+) to (.+), got (.+)$/, '应当是 $1 到 $2 的数，现在是 $3'],
  [
    /^(?:\(.*\) )?must be a number of at least (.+) and below (.+), got (.+)$/,
    '应当不小于 $1 且小于 $2，现在是 $3',
  ],
  [
    /^(?:\(.*\) )?must be a number above (.+) and at most (.+), got (.+)$/,
    '应当大于 $1 且不超过 $2，现在是 $3',
  ],
  [/^(?:\(.*\) )?must be one of (.+), got (.+)$/, '应当是 $1 之一，现在是 $2'],
  [/^(?:\(.*\) )?must be true or false, got (.+)$/, '应当是 true 或 false，现在是 $1'],
  [/^must be at most (.+) for (.+), got (.+)$/, '对 $2 最多为 $1，现在是 $3'],
  [/^is not a field that is known here$/, '不是这里认识的字段'],
  [/^is missing$/, '缺少'],
  [/^has no teacher: .*$/, '没有教师网络：请选一个，或者让配方从这个网络训练好的权重或保存的模型开始'],
  [
    /^must be a stage before this one, counted from 0, got (.+)$/,
    '应当是本阶段之前的阶段（从 0 数起），现在是 $1',
  ],
  [/^must be a net for (.+): .*$/, '应当是识别 $1 图像的网络'],
  [/^must name a checkpoint, .*$/, '要写明用哪个网络训练好的权重：自定义模型没有'],
  [/^must be (.+) to (.+) models, got (.+)$/, '应当有 $1 到 $2 个模型，现在是 $3 个'],
  [/^needs exactly one of (.+)$/, '要在 $1 中恰好给出一个'],
  [/^names the layer (.+), but (?:.+) has (.+)$/, '提到了层 $1，而这个网络的层是 $2'],
];

/**
 * @param path `stages[1].sparsity`, as a `RecipeError` names it
 * @param problem the end of its sentence
 */
export function sayRefusal(path: string, problem: string, nameField: FieldName, locale: Locale): string {
  const field = path === '' ? null : (nameField(path) ?? path);
  if (locale === 'zh') {
    const what = PROBLEMS_ZH.find(([form]) => form.test(problem));
    const said = what === undefined ? problem : problem.replace(what[0], what[1]);
    return field === null ? `配方${said}。` : `${field}：${said}。`;
  }
  return field === null ? `The recipe ${problem}.` : `${field}: ${problem.replace(/^\(.*?\) /, '')}.`;
}
