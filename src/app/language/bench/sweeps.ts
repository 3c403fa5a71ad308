/** Words of the bench for one recipe run many times over: with other values, or with other seeds. */
export const sweeps = {
  en: {
    sweep: {
      title: 'One field over several values',
      note: 'Takes the recipe of run {{slot}} and runs it once for each value, as many at once as there are cores. The results stay in this browser.',
      field: 'Field',
      values: 'Values',
      valuesNote:
        'Numbers or words with commas between them, or a range: 0.5..0.9/5 is five values from 0.5 to 0.9.',
      start: 'Run them all',
      tooFew: 'At least two values are needed.',
      notAValue:
        '{{part}} is not a number. Give numbers with commas between them, or a range such as 0.5..0.9/5.',
      progress: '{{ended}} of {{total}} done',
      points: 'one run each',
      chart: 'Errors by: {{name}}',
      finding: 'Least wrong, {{error}}, at {{value}} ({{name}}), with a file of {{bytes}}.',
      use: 'Use its recipe',
      waiting: 'waits',
      running: 'runs',
      ended: 'done',
      failed: 'failed',
    },
    repeats: {
      title: 'The same with several seeds',
      note: 'Runs the recipe of run {{slot}} with its seed and those after it: what one run shows may be luck. The results stay in this browser.',
      count: 'Seeds',
      against: 'Run {{other}} with the same seeds, too',
      seed: 'Seed',
      own: 'Wrong',
      other: 'Wrong, compared with',
      more: 'Images more',
      spread: {
        own: '{{mean}} wrong on average, with a deviation of {{deviation}} from seed to seed.',
        other: 'Compared with {{mean}} on average, with a deviation of {{deviation}}.',
      },
      difference:
        'Over {{pairs}} pairs the first has {{mean}} more wrong, ± {{half}} with 95 % confidence (deviation {{deviation}}).',
      verdict: {
        smaller: 'It is better.',
        larger: 'It is worse.',
        open: 'That cannot be told from no difference.',
      },
    },
  },
  zh: {
    sweep: {
      title: '一个字段取多个值',
      note: '取运行 {{slot}} 的配方，每个值各运行一次，有几个核就同时运行几次。结果保存在本浏览器里。',
      field: '字段',
      values: '取值',
      valuesNote: '用逗号隔开的数或词，也可以写范围：0.5..0.9/5 表示从 0.5 到 0.9 的五个值。',
      start: '全部运行',
      tooFew: '至少要两个值。',
      notAValue: '{{part}} 不是一个数。请写用逗号隔开的数，或 0.5..0.9/5 这样的范围。',
      progress: '已完成 {{total}} 次中的 {{ended}} 次',
      points: '每点一次运行',
      chart: '错误率与“{{name}}”',
      finding: '“{{name}}”取 {{value}} 时错得最少，为 {{error}}，文件 {{bytes}}。',
      use: '用它的配方',
      waiting: '等待中',
      running: '运行中',
      ended: '完成',
      failed: '失败',
    },
    repeats: {
      title: '换几个随机种子重复',
      note: '用运行 {{slot}} 的随机种子和它后面的几个，各运行一次：只看一次，可能是碰巧。结果保存在本浏览器里。',
      count: '种子个数',
      against: '运行 {{other}} 也用同样的种子',
      seed: '种子',
      own: '答错',
      other: '对比的答错',
      more: '多答错',
      spread: {
        own: '平均答错 {{mean}}，各种子之间的标准差为 {{deviation}}。',
        other: '对比的平均答错 {{mean}}，标准差为 {{deviation}}。',
      },
      difference:
        '{{pairs}} 对平均，前者多答错 {{mean}}，95% 置信区间为 ± {{half}}（标准差 {{deviation}}）。',
      verdict: {
        smaller: '前者更好。',
        larger: '前者更差。',
        open: '还不能与“没有差别”区分开。',
      },
    },
  },
} as const;
