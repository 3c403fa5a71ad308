import { useMemo } from 'react';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';

/** The samples' names in Chinese; the samples themselves say them in English. */
const CHINESE: Readonly<Record<string, string>> = {
  dense: '稠密',
  pruned: '剪枝后',
  '90 % pruned': '剪去 90%',
  retrained: '再训练后',
  shared: '共享后',
  distilled: '蒸馏',
  'pruned and shared': '剪枝并共享',
  'Huffman-coded': '哈夫曼编码',
  'before pruning': '剪枝前',
  'weights pruned': '剪去的权重',
  'test error': '测试错误率',
  'dense 1.64\u00a0%': '稠密 1.64%',
  'epochs of retraining': '再训练的轮数',
  'rate drops': '学习率下降',
  'no retraining': '不再训练',
  'L1, retrained': 'L1，再训练',
  'L2, retrained': 'L2，再训练',
  'L2, iterative': 'L2，迭代',
  'training loss': '训练损失',
  'error on the test images': '测试图像上的错误率',
  'epoch 2': '第 2 轮',
  header: '文件头',
  codebook: '码本',
  positions: '位置',
  codes: '编号',
  biases: '偏置',
  airplane: '飞机',
  automobile: '汽车',
  bird: '鸟',
  cat: '猫',
  deer: '鹿',
  dog: '狗',
  frog: '青蛙',
  horse: '马',
  ship: '船',
  truck: '卡车',
  published: '已发表',
  smaller: '更小',
};

interface Labelled {
  readonly label: string;
}

/** A sample's name in the reader's language, and those of a whole list. */
export function useGalleryNames() {
  const { language } = usePlotLabels();
  return useMemo(() => {
    const toName = (name: string) => (language === 'zh' ? (CHINESE[name] ?? name) : name);
    const nameAll = <Item extends Labelled>(items: readonly Item[]): readonly Item[] =>
      items.map((item) => ({ ...item, label: toName(item.label) }));
    return { toName, nameAll };
  }, [language]);
}
