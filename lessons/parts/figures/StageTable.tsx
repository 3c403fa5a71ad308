import { useRun } from '../../../src/state/hooks.ts';
import { useFormats, useWords } from '../words.ts';
import { NumberTable } from './NumberTable.tsx';

const words = {
  title: { en: 'Stage by stage', zh: '逐个阶段' },
  stage: { en: 'Stage', zh: '阶段' },
  wrong: { en: 'Wrong', zh: '答错' },
  file: { en: 'File', zh: '文件' },
  prune: { en: 'pruned', zh: '剪枝' },
  train: { en: 'trained', zh: '训练' },
  cluster: { en: 'shared', zh: '共享' },
  code: { en: 'coded', zh: '编码' },
} as const;

const KINDS = ['prune', 'train', 'cluster', 'code'] as const;

/** What each stage of a run left: images wrong and bytes. */
export function StageTable({ name }: { readonly name: string }) {
  const ledgers = useRun(name, (run) => run.ledgers);
  const say = useWords(words);
  const { integer, bytes } = useFormats();
  return (
    <NumberTable
      title={say('title')}
      columns={[say('stage'), say('wrong'), say('file')]}
      rows={ledgers.map(({ stage, what, ledger }) => {
        const kind = KINDS.find((each) => each === what.kind);
        return {
          id: String(stage),
          header: kind === undefined ? what.kind : say(kind),
          cells: [integer(ledger.wrong), bytes(ledger.fileBytes)],
        };
      })}
    />
  );
}
