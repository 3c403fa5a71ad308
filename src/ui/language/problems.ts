/**
 * What is wrong with a field of a recipe, in Chinese, as far as it is one of the usual things.
 */

/**
 * Forms that the sentences of the recipe's checks have, in Chinese; the first that fits counts. `$1` is what
 * the form caught. A test holds the list to the sentences that the sources have.
 */
const PROBLEMS_ZH: readonly (readonly [RegExp, string])[] = [
  [/^must be a whole number from (.+) to (.+), got (.+)$/, '应当是 $1 到 $2 的整数，现在是 $3'],
  [/^must be a number from (.+) to (.+), got (.+)$/, '应当是 $1 到 $2 的数，现在是 $3'],
  [
    /^must be a (?:whole )?number of at least (.+) and below (.+), got (.+)$/,
    '应当不小于 $1 且小于 $2，现在是 $3',
  ],
  [
    /^must be a (?:whole )?number above (.+) and at most (.+), got (.+)$/,
    '应当大于 $1 且不超过 $2，现在是 $3',
  ],
  [/^must be a (?:whole )?number above (.+) and below (.+), got (.+)$/, '应当大于 $1 且小于 $2，现在是 $3'],
  [/^must be a (?:whole )?number of at least (.+), got (.+)$/, '应当不小于 $1，现在是 $2'],
  [/^must be a (?:whole )?number above (.+), got (.+)$/, '应当大于 $1，现在是 $2'],
  [/^must be a (whole )?number .*, got (.+)$/, '应当是一个数，现在是 $2'],
  [/^must be true or false, got (.+)$/, '应当是 true 或 false，现在是 $1'],
  [/^must be a text, got (.+)$/, '应当是一段文字，现在是 $1'],
  [
    /^must be 1 to 64 letters, .*, got (.+)$/,
    '应当由 1 到 64 个字母、数字、点、连字符或下划线组成，现在是 $1',
  ],
  [
    /^must be a number or an object of numbers by layer, got (.+)$/,
    '应当是一个数，或按层给出的一组数，现在是 $1',
  ],
  [/^must be a list of layer names, got (.+)$/, '应当是层名的列表，现在是 $1'],
  [/^must be a list of classes, got (.+)$/, '应当是类别的列表，现在是 $1'],
  [
    /must be a list of at least one class, each once, got (.+)$/,
    '应当是类别的列表，至少一个，不重复，现在是 $1',
  ],
  [/^must be classes from 0 to (.+), got (.+)$/, '应当是 0 到 $1 的类别，现在是 $2'],
  [/^reads \[(.+)\] images, but (.+) reads \[(.+)\]$/, '读的是 [$1] 的图像，而 $2 读的是 [$3]'],
  [/^leaves no class to learn from$/, '没有剩下可以学习的类别'],
  [/^names every class: at least one must stay as it is$/, '写了所有类别，至少要留一个不动'],
  [/^needs a bias at the output, but (.+) has none$/, '需要输出层有偏置，而 $1 没有'],
  [
    /^chooses by validation images: dataset.validationExamples must be above 0$/,
    '要用验证图像来选择：dataset.validationExamples 应当大于 0',
  ],
  [/^must be a list of stages, got (.+)$/, '应当是阶段的列表，现在是 $1'],
  [/^must be a list of layers, got (.+)$/, '应当是层的列表，现在是 $1'],
  [/^must be a list of branches, got (.+)$/, '应当是分支的列表，现在是 $1'],
  [/^must be a list of models, got (.+)$/, '应当是模型的列表，现在是 $1'],
  [/^must be 2 to (.+) branches, got (.+)$/, '应当有 2 到 $1 个分支，现在有 $2 个'],
  [/^must be 2 to (.+) models, got (.+)$/, '应当有 2 到 $1 个模型，现在有 $2 个'],
  [/^must have at most (.+) stages, got (.+)$/, '最多有 $1 个阶段，现在有 $2 个'],
  [/^must have at most (.+) layers, got (.+)$/, '最多有 $1 层，现在有 $2 层'],
  [
    /^must be an object with either a name or a spec, got (.+)$/,
    '应当是给出 name 或 spec 之一的对象，现在是 $1',
  ],
  [/^must be an object, got (.+)$/, '应当是一个对象，现在是 $1'],
  [/^must be \[height, width, channels\], got (.+)$/, '应当是 [高，宽，通道数]，现在是 $1'],
  [
    /^must be same, valid or a whole number from 0 to 8, got (.+)$/,
    '应当是 same、valid 或 0 到 8 的整数，现在是 $1',
  ],
  [
    /^must not begin below its floor: exponent must be at least floor$/,
    '起始倍数不能低于下限：exponent 应当不小于 floor',
  ],
  [
    /^with kind "dynamic" always leaves out a step that overflows: skip must be true$/,
    '动态倍数总会跳过上溢的一步：skip 应当为 true',
  ],
  [/^must be above 0 where nothing else teaches$/, '没有别的可学时应当大于 0'],
  [/^must be at most (.+) for (.+), got (.+)$/, '对 $2 最多为 $1，现在是 $3'],
  [
    /^gives \[(.+)\], which cannot be held against the \[(.+)\] of (.+)$/,
    '输出的形状是 [$1]，无法与教师网络中 $3 的 [$2] 相比',
  ],
  [
    /^must be a stage before this one, counted from 0, got (.+)$/,
    '应当是在它之前的阶段，从 0 数起，现在是 $1',
  ],
  [/^must be a net for (.+): .*$/, '应当是为 $1 准备的网络'],
  [/^must be a layer's name or path, got (.+)$/, '应当是层名或层的路径，现在是 $1'],
  [/^must be (?:one of )?(.+), got (.+)$/, '应当是 $1 之一，现在是 $2'],
  [/^must name a checkpoint, .* an own model$/, '应当写明是哪个训练好的网络：自定义的模型没有'],
  [/^must name a checkpoint, since there is none of (.+)$/, '应当写明是哪个训练好的网络：$1 没有'],
  [
    /^plus validationExamples must be at most (.+), so at most (.+), got (.+)$/,
    '与验证图像合计最多 $1，所以最多为 $2，现在是 $3',
  ],
  [/^is not a field that is known here$/, '不是这里认识的字段'],
  [/^is missing$/, '缺少'],
  [/^is in UTF-16, and must be in UTF-8$/, '是 UTF-16 编码的，应当存成 UTF-8'],
  [/^is not valid JSON: (.+)$/, '不是合格的 JSON（$1）'],
  [/^in the link cannot be read: .+$/, '在链接里读不出来'],
  [/^in the link is longer than (.+) characters \((.+)\)$/, '在链接里超过 $1 个字符（有 $2 个）'],
  [/^in the link comes with an unknown part (.+)$/, '在链接里带有不认识的部分 $1'],
  [/^is too long for a link .*$/, '太长，链接里放不下，请存成文件'],
  [/^is longer than (.+) characters \((.+)\)$/, '超过 $1 个字符（有 $2 个）'],
  [/^is nested deeper than (.+) levels$/, '嵌套超过 $1 层'],
  [/^is empty$/, '是空的'],
  [/^can be a checkpoint only for (.+); there is none of (.+)$/, '只有 $1 有训练好的权重，$2 没有'],
  [/^makes the net too wide: .*$/, '会让网络太宽'],
  [/^has no teacher: .*$/, '没有教师网络：配方要从这个网络训练好的权重或保存的模型开始，或者写明教师'],
  [/^has an output larger than (.+) values$/, '的输出超过 $1 个数'],
  [/^has a window that does not fit into its input \[(.+)\]$/, '的窗口比输入 [$1] 还大'],
  [
    /^adds \[(.+)\] and \[(.+)\]; all branches must have one shape$/,
    '要把 [$1] 和 [$2] 相加，各分支的形状必须相同',
  ],
  [/^joins \[(.+)\] and \[(.+)\]; .*$/, '要把 [$1] 和 [$2] 接起来，各分支的高和宽必须相同'],
  [/^has two layers named (.+)$/, '有两层都叫 $1'],
  [/^has (.+) weights; at most (.+) fit here$/, '有 $1 个权重，这里最多容得下 $2 个'],
  [/^have no weights to train$/, '没有可以训练的权重'],
  [
    /^reads \[(.+)\] images of (.+) classes, but dataset (.+) has \[(.+)\] and (.+)$/,
    '读取的是 [$1] 的图像，分为 $2 类，而数据集 $3 是 [$4] 和 $5 类',
  ],
  [/^needs exactly one of (.+)$/, '要在 $1 中恰好给出一个'],
  [/^needs only one of (.+) and (.+), which is its former name$/, '只要给出 $1 就够了，$2 是它的旧名'],
  [
    /^needs sparsity where the criterion is not magnitude: .*$/,
    '不按幅值选权重时，要给出稀疏度：阈值只能拿权重来比',
  ],
  [/^with an iterative schedule needs sparsity$/, '分几次剪的时候，要给出稀疏度'],
  [/^needs a flat input, got \[(.+)\]; .*$/, '要一维的输入，现在是 [$1]，请在它前面放一个 flatten'],
  [/^needs an image \[height, width, channels\], got \[(.+)\]$/, '要图像 [高，宽，通道数]，现在是 [$1]'],
  [/^adds \[(.+)\] to \[(.+)\]; both must have one shape$/, '要把 [$1] 加到 [$2] 上，两者的形状必须相同'],
  [/^names the layer (.+), but (?:.+) (?:has|are) (.+)$/, '提到了层 $1，而这里的层是 $2'],
  [/^names (.+) alone, .*$/, '只提到了 $1，它的单元就是网络的输出，一个也不能剪'],
  [/^cannot be: biases stay as they are; .*$/, '不能给出：偏置保持原样，请写层名、conv 或 fc'],
  [
    /^cannot be group where step sizes learn; take another rule for "steps"$/,
    '不能按组：步长随训练学习时只能每层或每个通道一个；请换一种步长来源',
  ],
  [
    /^must be symmetric where step sizes learn; take another rule for "steps"$/,
    '应当居中：步长随训练学习时只能这样；请换一种步长来源',
  ],
  [
    /^must be symmetric in fixed point; take another rule for "steps"$/,
    '应当居中：定点数只能这样；请换一种步长来源',
  ],
  [
    /^cannot be asymmetric where step sizes follow the weights$/,
    '不能由权重决定零点：步长在训练中跟随权重时，零点只能居中',
  ],
  [/^needs biases, but (.+) has none: fold batch norm first$/, '需要偏置，而 $1 没有：请先折叠批归一化'],
  [
    /^cannot be 1 where zero lies in the middle: .*$/,
    '在零点居中时不能是 1：一位没有中间值，请改用不对称的方式',
  ],
  [/^quantizes what relus give, but (.+) has none$/, '量化的是 relu 的输出，而 $1 没有 relu'],
];

/** What a field says in brackets that it is: its English name in the checks. */
export const WHAT = /^\(.*?\) /;

/** The problem in Chinese; one that no form fits is quoted as what it is. */
export function sayProblem(problem: string): string {
  const plain = problem.replace(WHAT, '');
  const found = PROBLEMS_ZH.find(([form]) => form.test(plain));
  return found === undefined ? `不能用，引擎的原话是“${problem}”` : plain.replace(found[0], found[1]);
}
