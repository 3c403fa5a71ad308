import { entry } from './entry.ts';

/** Words for making a network smaller. */
export const COMPRESSION_TERMS = {
  pruning: entry(
    'pruning',
    '剪枝',
    'Setting some of a network’s weights to zero and holding them there.',
    '把网络的一部分权重设为零，并一直保持为零。',
  ),
  magnitude: entry(
    'magnitude',
    '幅值',
    'A weight’s size without its sign, |w|. Magnitude pruning takes the smallest for the least important.',
    '权重去掉符号后的大小，即 |w|。按幅值剪枝认为最小的最不重要。',
  ),
  sparsity: entry(
    'sparsity',
    '稀疏度',
    'The fraction of weights that are zero: at 90 % sparsity one weight in ten is left.',
    '为零的权重所占的比例：稀疏度 90% 时，十个权重只剩一个。',
  ),
  dense: entry(
    'dense',
    '稠密',
    'With all its weights, as trained: the network before anything was taken away.',
    '保留全部权重的网络，也就是还没有去掉任何东西时的样子。',
  ),
  threshold: entry(
    'threshold',
    '阈值',
    'The magnitude below which a weight is pruned.',
    '幅值低于它的权重会被剪掉。',
  ),
  qualityFactor: entry(
    'quality factor',
    '质量系数',
    'The threshold as a multiple of the layer’s standard deviation, so that one number suits layers of different scale.',
    '以该层标准差的倍数来表示阈值，这样同一个数可用于尺度不同的层。',
  ),
  mask: entry(
    'mask',
    '掩码',
    'An array of ones and zeros beside the weights: a zero holds its weight at exactly zero while training goes on.',
    '与权重并列的一组 1 和 0：训练继续时，0 让对应的权重始终恰好为零。',
  ),
  retraining: entry(
    'retraining',
    '再训练',
    'Training the weights that are left, starting from their values, so that they make up for those that went.',
    '从现有的值出发继续训练留下的权重，让它们弥补被剪掉的部分。',
  ),
  iterativePruning: entry(
    'iterative pruning',
    '迭代剪枝',
    'Pruning a little, retraining, pruning a little more: the network adapts between the cuts.',
    '剪一点、再训练、再剪一点：让网络在每次剪枝之间有机会适应。',
  ),
  scope: entry(
    'scope',
    '范围',
    'Whether weights are ranked within their own layer or among those of the whole network.',
    '权重是在各自的层内排序，还是在整个网络里一起排序。',
  ),
  csr: entry(
    'CSR',
    'CSR（压缩稀疏行）',
    'Compressed sparse rows: only the values that are not zero are stored, with the column of each.',
    '压缩稀疏行格式：只存不为零的值，以及每个值所在的列。',
  ),
  relativeIndex: entry(
    'relative index',
    '相对索引',
    'Storing the gap to the value before instead of the place itself: gaps are small, so few bits hold them.',
    '不存位置本身，只存与前一个值的间隔：间隔小，几位就够。',
  ),
  fillerZero: entry(
    'filler zero',
    '填充零',
    'An entry whose weight is zero, put in where a gap is longer than its bits can say.',
    '间隔太长、位数写不下时插入的条目，它的权重是零。',
  ),
  entropy: entry(
    'entropy',
    '熵',
    'The mean of −log₂ p over the symbols of a source: no code that writes symbols one at a time takes fewer bits on average.',
    '信源各符号的 −log₂ p 按出现比例的平均值：逐个符号来写的编码，平均位数不可能比它少。',
  ),
  huffmanCoding: entry(
    'Huffman coding',
    '哈夫曼编码',
    'Giving frequent symbols short codes and rare ones long codes, so that the average is the least that whole bits allow.',
    '给常见的符号短码、少见的符号长码，使平均码长达到整数位所能达到的最小值。',
  ),
  arithmeticCoding: entry(
    'arithmetic coding',
    '算术编码',
    'Narrowing a range of numbers by the probability of each symbol; a symbol of probability p takes −log₂ p bits, which may be less than one.',
    '按每个符号的概率收窄一段区间；概率为 p 的符号占 −log₂ p 位，可以不到一位。',
  ),
  singularValue: entry(
    'singular value',
    '奇异值',
    'How strongly a matrix stretches along one of its own directions; leaving out the smallest gives the nearest matrix of lower rank.',
    '矩阵沿自己的某个方向拉伸的强度；略去最小的几个，就得到最接近的低秩矩阵。',
  ),
  ledger: entry(
    'ledger',
    '账本',
    'What a model weighs: parameters, bytes of its real file, arithmetic, measured time, and wrong test images.',
    '模型的各项分量：参数、实际文件的字节数、运算量、实测时间，以及答错的测试图像。',
  ),
  codebook: entry(
    'codebook',
    '码本',
    'A short list of values that many weights share; each weight only stores its place in the list.',
    '许多权重共用的一小列取值；每个权重只存自己在列表中的位置。',
  ),
  centroid: entry(
    'centroid',
    '质心',
    'The value that a group of weights shares; k-means puts it at the mean of the group.',
    '一组权重共用的那个值；k 均值把它放在这组权重的平均值上。',
  ),
  kMeans: entry(
    'k-means',
    'k 均值',
    'Putting numbers into k groups: each number joins the nearest centroid, each centroid moves to the mean of its numbers, again and again until nothing changes.',
    '把一批数分成 k 组的办法：每个数归到最近的质心，每个质心移到组内各数的平均值，反复进行，直到不再变化。',
  ),
  cdf: entry(
    'cumulative distribution',
    '累积分布',
    'For each value, the fraction of all numbers that are at or below it. The curve is steep where numbers are dense.',
    '对每个取值，不超过它的数占全部的比例。数越密的地方，曲线越陡。',
  ),
  quantization: entry(
    'quantization',
    '量化',
    'Storing numbers in fewer bits, by allowing fewer different values.',
    '允许的取值更少，从而用更少的位来存数。',
  ),
  distillation: entry(
    'distillation',
    '知识蒸馏',
    'Training a small network on the answers of a large one.',
    '用大网络的回答来训练小网络。',
  ),
} as const;
