/**
 * Sentences of the engine that no code tells, in Chinese: what a stage finds wrong with the net that has come
 * about. A test holds the list to the sentences that the sources have.
 */

/** By the form that a sentence has; `$1` is what the form caught. */
const SENTENCES_ZH: readonly (readonly [RegExp, string])[] = [
  [/^no training images are left without (.+)$/, '去掉 $1 之后没有剩下训练图像。'],
  [
    /^the biases of (.+) share values or sit on a grid: shift them before$/,
    '$1 的偏置共享取值或已量化：请把偏置调整放在它前面。',
  ],
  [
    /^no shift of biases can be found: the answers are not all finite$/,
    '找不到偏置该加多少：输出里有非有限的数。',
  ],
  [/^there are no training images to calibrate with$/, '没有可以用来校准的训练图像。'],
  [
    /^the biases of (.+) cannot be corrected: its outputs are not all finite$/,
    '$1 的偏置无法校正：它的输出里有非有限的数。',
  ],
  [
    /^(.+) has an? (.+), which the factors of its layer cannot keep: factorize before it$/,
    '$1 已经带有 $2，拆成因子后保留不了：请把分解放在它前面。',
  ],
  [
    /^(.+) has an? (.+), which batch norm would scale away: fold before it$/,
    '$1 已经带有 $2，折叠批归一化会打乱它：请把折叠放在它前面。',
  ],
  [
    /^(.+) has a codebook, in which pruned weights share no value: densify before it$/,
    '$1 已经共享取值，剪去的权重不属于任何一组：请把恢复稠密放在权重共享前面。',
  ],
  [
    /^no weights are quantized: quantize them before their rounding is learnt$/,
    '还没有量化过的权重：请先量化，再学习舍入。',
  ],
  [
    /^the rounding of (.+) cannot be learnt: what it reads is not all finite$/,
    '$1 的舍入无法学习：它的输入里有非有限的数。',
  ],
  [
    /^the weights of (.+) share values, which cannot be rounded by chance one by one$/,
    '$1 的权重共享取值，不能逐个随机舍入',
  ],
  [/^the weights of (.+) cannot be quantized: (.+)$/, '$1 的权重无法量化：$2'],
  [/^the activations of (.+) cannot be quantized: (.+)$/, '$1 的激活无法量化：$2'],
  [/^a question about a model cannot train it; start a run$/, '只问一问模型时不能训练它，请开始一次运行。'],
  [/^the model after stage (.+) is no longer kept$/, '阶段 $1 之后的模型已经不再保留。'],
  [/^there is no checkpoint of (.+)$/, '没有训练好的 $1。'],
  [/^the number of images must be from 1 to (.+), got (.+)$/, '图像数应当在 1 到 $1 之间，现在是 $2。'],
  [/^the file of the model does not hold (.+) bit for bit$/, '模型文件没有逐位保存 $1。'],
  [/^(.+) reads images of (.+) bytes, got (.+)$/, '$1 读取的图像是 $2 字节，这里是 $3 字节。'],
  [/^a range needs values that are all finite$/, '有的数不是有限的。'],
  [/^there are no values to find a range of$/, '没有可以取范围的数。'],
  [/^calibration images give the value (.+)$/, '校准图像给出了 $1。'],
  [/^there are no calibration images$/, '没有校准图像。'],
];

/** The sentence in Chinese; undefined where no form fits. What a sentence quotes of another is said, too. */
export function saySentence(sentence: string): string | undefined {
  for (const [form, said] of SENTENCES_ZH) {
    const found = form.exec(sentence);
    if (found !== null)
      return said.replace(/\$(\d)/g, (_, at: string) => {
        const part = found[Number(at)]!;
        return saySentence(part) ?? part;
      });
  }
  return undefined;
}
