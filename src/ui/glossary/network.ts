import { entry } from './entry.ts';

/** Words for what a network is and what it costs to run. */
export const NETWORK_TERMS = {
  weight: entry(
    'weight',
    '权重',
    'A number that a network multiplies an input by. Training sets it; compression decides whether and how it is stored.',
    '网络用来乘以输入的一个数。训练决定它的大小，压缩决定它留不留、怎么存。',
  ),
  bias: entry(
    'bias',
    '偏置',
    'A number that a neuron adds to its sum, whatever its inputs are. Each neuron has one.',
    '神经元在求和之后再加上的一个数，与输入无关。每个神经元一个。',
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
  relu: entry(
    'ReLU',
    'ReLU',
    'What is below zero becomes zero, the rest stays: max(0, x). It stands behind most layers.',
    '小于零的变成零，其余不变，即 max(0, x)。多数层的后面都有它。',
  ),
  residual: entry(
    'residual connection',
    '残差连接',
    'Adds a block’s input to its output, so that the block only has to learn the difference.',
    '把一个模块的输入加到它的输出上，模块只需学习差值。',
  ),
  softmax: entry(
    'softmax',
    'softmax',
    'Turns ten scores into ten probabilities that add up to one.',
    '把十个得分变成相加为一的十个概率。',
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
  subnormal: entry(
    'subnormal number',
    '次正规数',
    'A float below the smallest power of two that its exponent can name: it keeps fewer digits the smaller it is.',
    '比指数能表示的最小的 2 的幂还小的浮点数；越小，有效位越少。',
  ),
  mac: entry(
    'MAC',
    '乘加运算',
    'One multiply-accumulate: a product added to a sum. The usual count of a network’s arithmetic.',
    '一次相乘并累加。通常用它来计网络的运算量。',
  ),
  processingElement: entry(
    'processing element (PE)',
    '处理单元（PE）',
    'One of many small equal parts of an accelerator, with its own memory and its own multiplier.',
    '加速器里许多相同的小部件之一，各有自己的存储器和乘法器。',
  ),
  loadBalance: entry(
    'load balance',
    '负载均衡',
    'How evenly work is spread over the parts that do it. Whoever has most decides when all are done.',
    '工作在各部件之间分得有多均匀。谁的活最多，谁就决定全体何时完工。',
  ),
  latency: entry(
    'latency',
    '延迟',
    'The time from an image to its answer, measured here as the median of many.',
    '从输入图像到得出答案的时间；这里取多次测量的中位数。',
  ),
  synapse: entry(
    'synapse',
    '突触',
    'The connection between two nerve cells. A child’s brain makes far more of them than an adult’s keeps.',
    '两个神经细胞之间的连接。儿童大脑形成的突触，远比成年后留下的多。',
  ),
  histogram: entry(
    'histogram',
    '直方图',
    'Values counted by interval: how many weights are of which size.',
    '按区间统计个数：各种大小的权重各有多少。',
  ),
  standardDeviation: entry(
    'standard deviation',
    '标准差',
    'How far values lie from their mean, typically; the width of a histogram.',
    '数值偏离平均值的典型程度，也就是直方图的宽窄。',
  ),
  dram: entry(
    'DRAM',
    'DRAM（动态存储器）',
    'The large memory beside the chip: room for gigabytes, and a long and costly way for each read.',
    '芯片旁边的大容量存储器：能放下几个 GB，但每读一次路远、费电。',
  ),
  sram: entry(
    'SRAM',
    'SRAM（静态存储器）',
    'The small memory on the chip itself, next to the arithmetic: quick and cheap to read, and never enough.',
    '芯片内部、紧挨着运算单元的小容量存储器：读得快又省电，只是永远不够大。',
  ),
} as const;
