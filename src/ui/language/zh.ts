import type { en } from './en.ts';
import type { Translated } from './translated.ts';

/** The words of controls and prose parts in Simplified Chinese. */
export const zh: Translated<typeof en> = {
  close: '关闭',
  number: {
    outOfRange: '范围是 {{min}} 到 {{max}}，已设为 {{value}}。',
    notANumber: '这不是一个数，仍保持 {{value}}。',
  },
  progress: {
    left: '还需 {{time}}',
    seconds: '{{count}} 秒',
    minutes: '{{minutes}} 分 {{seconds}} 秒',
    hours: '{{hours}} 小时 {{minutes}} 分',
    soon: '片刻',
    unknown: '正在估算剩余时间',
  },
  file: {
    choose: '选择文件',
    drop: '或拖放到这里',
    limit: '不超过 {{size}}',
    tooLarge: '{{name}} 有 {{size}}，最多只能读取 {{limit}}。一切保持原样。',
    empty: '{{name}} 是空文件。一切保持原样。',
    unreadable: '{{name}} 无法读取。一切保持原样。',
    onlyOne: '一次只能用一个文件：已使用 {{name}}。',
  },
  digit: {
    label: '写一个数字',
    clear: '清除',
    undo: '撤销一笔',
    seen: '网络看到的样子',
    empty: '用鼠标、手写笔或手指在这里写一个数字。',
    keys: '用键盘：方向键移动笔，空格键落笔或抬笔，退格键撤销，Delete 键清除。',
    penDown: '落笔',
    penUp: '抬笔',
    cleared: '已清除',
  },
  predict: {
    label: '你的预测',
    commit: '就猜这个',
    guess: '你的猜测',
    measured: '实测',
    measuring: '已记下你的猜测，实验室正在测量。',
    right: '猜对了。',
    close: '很接近。',
    off: '实测结果不是这样。',
    again: '重新猜',
    choose: '请先选一个。',
  },
  exercise: {
    label: '练习 {{number}}',
    check: '检查一下',
    checking: '检查中',
    passed: '完成',
    failed: '还没有',
    broken: '检查没能进行：{{message}}',
    hint: '提示',
    answer: '一种做法',
    answersHidden: '此链接隐藏了答案。',
  },
  term: { open: '“{{term}}”是什么意思？' },
  guard: {
    failed: '这一部分没能绘制出来（{{message}}）。页面的其余部分和你的结果都还在。',
    retry: '重新绘制',
  },
  busy: '进行中',
};
