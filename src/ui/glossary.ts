/**
 * The trade's words in both languages, each explained in a sentence or two that needs no other entry. `<Term id>` opens
 * them in the prose.
 */
import type { Bilingual } from './language/bilingual.ts';

export interface GlossaryEntry {
  readonly name: Bilingual;
  readonly meaning: Bilingual;
}

const entry = (en: string, zh: string, meaningEn: string, meaningZh: string): GlossaryEntry => ({
  name: { en, zh },
  meaning: { en: meaningEn, zh: meaningZh },
});

export const GLOSSARY = {
  weight: entry(
    'weight',
    '权重',
    'A number that a network multiplies an input by. Training sets it; compression decides whether and how it is stored.',
    '网络用来乘以输入的一个数。训练决定它的大小，压缩决定它留不留、怎么存。',
  ),
  parameter: entry(
    'parameter',
    '参数',
    'Any value that training sets: weights, biases, and the scales and shifts of batch normalization.',
    '由训练确定的所有数值：权重、偏置，以及批归一化的缩放和平移。',
  ),
  layer: entry(
    'layer',
    '层',
    'One step of the network: it turns an array of numbers into another one.',
    '网络的一步：把一组数变成另一组数。',
  ),
  fullyConnected: entry(
    'fully connected layer',
    '全连接层',
    'A layer in which every output is a weighted sum of every input; its weights are one matrix.',
    '每个输出都是全部输入的加权和；它的权重是一个矩阵。',
  ),
  convolution: entry(
    'convolution',
    '卷积',
    'A layer that slides the same small set of weights over the whole image.',
    '让同一小组权重在整幅图像上滑动的层。',
  ),
  filter: entry(
    'filter',
    '滤波器',
    'The weights of a convolution that make one output channel.',
    '卷积层中产生一个输出通道的那组权重。',
  ),
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
    '为零的权重所占的比例：稀疏度 90 % 时，十个权重只剩一个。',
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
  standardDeviation: entry(
    'standard deviation',
    '标准差',
    'How far values lie from their mean, typically; the width of a histogram.',
    '数值偏离平均值的典型程度，也就是直方图的宽窄。',
  ),
  histogram: entry(
    'histogram',
    '直方图',
    'Values counted by interval: how many weights are of which size.',
    '按区间统计个数：各种大小的权重各有多少。',
  ),
  epoch: entry('epoch', '轮', 'One pass over all training images.', '把全部训练图像过一遍。'),
  batch: entry(
    'batch',
    '批',
    'The images that one training step looks at together.',
    '一步训练中一起使用的那些图像。',
  ),
  learningRate: entry(
    'learning rate',
    '学习率',
    'How far one training step moves the weights along the gradient.',
    '一步训练沿梯度把权重移动多远。',
  ),
  gradient: entry(
    'gradient',
    '梯度',
    'How the loss would change if each weight were a little larger: the direction in which training does not go.',
    '每个权重稍微变大时损失会怎样变化；训练朝它的反方向走。',
  ),
  loss: entry(
    'loss',
    '损失',
    'The number that training makes smaller: how surprised the network is by the right answers.',
    '训练要减小的那个数：网络对正确答案有多“意外”。',
  ),
  crossEntropy: entry(
    'cross-entropy',
    '交叉熵',
    'The loss for classes: minus the logarithm of the probability given to the right one, averaged over images.',
    '分类用的损失：正确类别所得概率的对数取负，再对图像求平均。',
  ),
  softmax: entry(
    'softmax',
    'softmax',
    'Turns ten scores into ten probabilities that add up to one.',
    '把十个得分变成相加为一的十个概率。',
  ),
  accuracy: entry(
    'accuracy',
    '准确率',
    'The fraction of images answered correctly.',
    '答对的图像所占的比例。',
  ),
  error: entry(
    'error',
    '错误率',
    'The fraction of test images answered wrongly: one minus the accuracy.',
    '答错的测试图像所占的比例，即一减去准确率。',
  ),
  testSet: entry(
    'test set',
    '测试集',
    'Images kept out of training, to see what the network makes of what it has never met.',
    '不参与训练的图像，用来看网络如何应对没见过的东西。',
  ),
  overfitting: entry(
    'overfitting',
    '过拟合',
    'Learning the training images by heart instead of what they have in common.',
    '把训练图像背了下来，而没有学到它们的共同之处。',
  ),
  regularization: entry(
    'regularization',
    '正则化',
    'Making training prefer some weights to others, often small ones, to keep it from learning by heart.',
    '让训练偏爱某些权重（常常是小的），以免死记硬背。',
  ),
  l1: entry(
    'L1 regularization',
    'L1 正则化',
    'Adds the sum of all |w| to the loss: it pulls every weight towards zero with the same force.',
    '在损失上加所有 |w| 之和：用同样大小的力把每个权重拉向零。',
  ),
  l2: entry(
    'L2 regularization',
    'L2 正则化',
    'Adds half the sum of all squares to the loss: it pulls large weights harder than small ones.',
    '在损失上加平方和的一半：大的权重被拉得更用力。',
  ),
  momentum: entry(
    'momentum',
    '动量',
    'Lets a training step keep part of the direction of the steps before it.',
    '让一步训练保留之前步子的一部分方向。',
  ),
  adam: entry(
    'Adam',
    'Adam',
    'A training rule that gives each weight its own step length, from the size of its recent gradients.',
    '一种训练规则：根据近期梯度的大小，为每个权重单独确定步长。',
  ),
  dropout: entry(
    'dropout',
    '随机失活',
    'Leaving out neurons at random in each training step. All of them are back when the network answers.',
    '每一步训练随机略去一些神经元；网络作答时它们全部回来。',
  ),
  dropConnect: entry(
    'DropConnect',
    'DropConnect',
    'Like dropout, but for single connections: weights are left out at random while training.',
    '与随机失活类似，但针对单个连接：训练时随机略去一些权重。',
  ),
  batchNorm: entry(
    'batch normalization',
    '批归一化',
    'Brings each channel to mean zero and deviation one over a batch, then scales and shifts it by learned numbers.',
    '把每个通道在一批内变成均值为零、标准差为一，再用学到的数缩放和平移。',
  ),
  residual: entry(
    'residual connection',
    '残差连接',
    'Adds a block’s input to its output, so that the block only has to learn the difference.',
    '把一个模块的输入加到它的输出上，模块只需学习差值。',
  ),
  mac: entry(
    'MAC',
    '乘加运算',
    'One multiply-accumulate: a product added to a sum. The usual count of a network’s arithmetic.',
    '一次相乘并累加。通常用它来计网络的运算量。',
  ),
  latency: entry(
    'latency',
    '延迟',
    'The time from an image to its answer, measured here as the median of many.',
    '从输入图像到得出答案的时间；这里取多次测量的中位数。',
  ),
  inference: entry(
    'inference',
    '推理',
    'Using a trained network to answer, without changing it.',
    '用训练好的网络作答，不再改动它。',
  ),
  float32: entry(
    'float32',
    '单精度浮点数',
    'A number in 32 bits, four bytes: what weights are trained in.',
    '用 32 位（四个字节）表示的数；权重就用它来训练。',
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
  ledger: entry(
    'ledger',
    '账本',
    'What a model weighs: parameters, bytes of its real file, arithmetic, measured time, and wrong test images.',
    '模型的各项分量：参数、实际文件的字节数、运算量、实测时间，以及答错的测试图像。',
  ),
  recipe: entry(
    'recipe',
    '配方',
    'The whole experiment as plain data: which images, which model, which stages. The same recipe gives the same weights.',
    '用纯数据写下的整个实验：哪些图像、哪个模型、哪些阶段。同样的配方得到同样的权重。',
  ),
  checkpoint: entry(
    'checkpoint',
    '检查点',
    'A trained network’s weights, stored to start from.',
    '存下来的已训练权重，可以从它开始。',
  ),
  seed: entry(
    'seed',
    '随机种子',
    'The number from which all randomness of a run is drawn; the same seed repeats the run exactly.',
    '一次运行中全部随机性的来源；种子相同，运行就完全重复。',
  ),
  synapse: entry(
    'synapse',
    '突触',
    'The connection between two nerve cells. A child’s brain makes far more of them than an adult’s keeps.',
    '两个神经细胞之间的连接。儿童大脑形成的突触，远比成年后留下的多。',
  ),
  codebook: entry(
    'codebook',
    '码本',
    'A short list of values that many weights share; each weight only stores its place in the list.',
    '许多权重共用的一小列取值；每个权重只存自己在列表中的位置。',
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
} as const satisfies Readonly<Record<string, GlossaryEntry>>;

export type GlossaryKey = keyof typeof GLOSSARY;
