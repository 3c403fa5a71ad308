import { entry } from './entry.ts';

/** Words for how a network learns and how it is judged. */
export const TRAINING_TERMS = {
  mnist: entry(
    'MNIST',
    'MNIST',
    'Handwritten digits: 60,000 images to train on and 10,000 to test with, each of 28 by 28 pixels of grey.',
    '一套手写数字图像：60,000 张用来训练，10,000 张用来测试，每张 28×28 个灰度像素。',
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
  testSet: entry(
    'test set',
    '测试集',
    'Images kept out of training, to see what the network makes of what it has never met.',
    '不参与训练的图像，用来看网络如何应对没见过的东西。',
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
  confidenceInterval: entry(
    'confidence interval',
    '置信区间',
    'A range around a measured mean. Ranges made in this way hold the true mean in 95 of 100 experiments.',
    '围绕实测平均值的一个范围。按这种方法得出的范围，100 次实验中约有 95 次包含真正的平均值。',
  ),
  recipe: entry(
    'recipe',
    '配方',
    'The whole experiment as plain data: which images, which model, which stages. The same recipe gives the same weights.',
    '用纯数据写下的整个实验：哪些图像、哪个模型、哪些阶段。同样的配方得到同样的权重。',
  ),
} as const;
