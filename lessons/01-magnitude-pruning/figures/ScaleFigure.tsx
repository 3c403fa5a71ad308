import { useEffect, useMemo, useState } from 'react';
import { LedgerBars } from '../../../src/plots/bars/LedgerBars.tsx';
import type { LedgerEntry } from '../../../src/plots/props.ts';
import { LIMITS } from '../../../src/protocol/limits.ts';
import { toFailure } from '../../../src/recipe/failure.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { FileDrop } from '../../../src/ui/control/FileDrop.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import styles from '../../parts/figures/figures.module.css';
import { saveFile } from '../../parts/figures/saveFile.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/slots.ts';
import { useCut } from '../settings.ts';
import { ByteArithmetic } from './ByteArithmetic.tsx';
import { CutControls } from './CutControls.tsx';
import { CutData } from './CutData.tsx';

const words = {
  weigh: { en: 'Put them on the scales', zh: '放到秤上' },
  weighing: { en: 'Weighing', zh: '正在称量' },
  title: { en: 'What it weighs, does, takes and gets wrong', zh: '大小、计算量、用时与答错数' },
  empty: { en: 'Nothing is on the scales yet.', zh: '秤上还没有东西。' },
  dense: { en: 'dense', zh: '剪枝前' },
  cut: { en: 'cut', zh: '剪枝后' },
  retrained: { en: 'retrained', zh: '再训练后' },
  file: { en: 'your file', zh: '你的文件' },
  entry: {
    en: '{name}: {bytes}, {macs} multiplications that count, {ms} ms, {wrong} of {tested} wrong.',
    zh: '{name}：{bytes}，有效乘法 {macs} 次，{ms} 毫秒，{tested} 张中答错 {wrong} 张。',
  },
  bytes: { en: 'Where the bytes of the cut net go', zh: '剪枝后的文件里，字节都花在哪里' },
  download: { en: 'Download the {name} net', zh: '下载“{name}”的网络' },
  upload: { en: 'Open a model file', zh: '打开模型文件' },
  opened: {
    en: '{name} holds {model}: {kept} of its {parameters} parameters are not zero.',
    zh: '{name} 是 {model}：{parameters} 个参数中 {kept} 个不为零。',
  },
} as const;

const ORDER = ['dense', 'cut', 'retrained', 'file'] as const;
type EntryId = (typeof ORDER)[number];
const variants = { dense: 'dense', cut: 'pruned', retrained: 'retrained', file: 'accent' } as const;

/** The ledgers of the lesson's nets side by side; the files themselves out and in. */
export function ScaleFigure() {
  const { cut } = useCut();
  const say = useWords(words);
  const dense = useModel(SLOTS.dense);
  const pruned = useModel(SLOTS.cut);
  const retrained = useModel(SLOTS.retrained);
  const file = useModel(SLOTS.file);
  const models = { dense, cut: pruned, retrained, file };
  const isThere = (id: EntryId) =>
    models[id].status === 'ready' && (id === 'file' || models[id].summary?.name === cut.model);
  const there = ORDER.filter(isThere);
  const [isOn, setIsOn] = useState(false);
  const sayFailure = useFailureText();
  const [problem, setProblem] = useState<string | null>(null);
  const wanted = isOn ? there.find((id) => models[id].ledger === null && !models[id].weighing) : undefined;
  const isWeighing = there.some((id) => models[id].weighing);
  const weigh = wanted === undefined ? undefined : models[wanted].actions.weigh;
  useEffect(() => {
    if (weigh === undefined || isWeighing || problem !== null) return;
    weigh().catch((error: unknown) => setProblem(sayFailure(toFailure(error))));
  }, [weigh, isWeighing, problem, sayFailure]);
  return (
    <div className={styles.panel}>
      <CutData />
      <div className={styles.buttons}>
        {!isOn && (
          <Button kind="primary" isDisabled={there.length < 2} onPress={() => setIsOn(true)}>
            {say('weigh')}
          </Button>
        )}
        {isOn && isWeighing && <span className={styles.small}>{say('weighing')}</span>}
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
      <Scales
        entries={there.flatMap((id) => {
          const { ledger } = models[id];
          return isOn && ledger !== null ? [{ id, label: say(id), variant: variants[id], ledger }] : [];
        })}
      />
      {isOn && pruned.ledger !== null && (
        <details className={styles.more}>
          <summary>{say('bytes')}</summary>
          <ByteArithmetic ledger={pruned.ledger} />
        </details>
      )}
      <CutControls />
      <div className={styles.buttons}>
        {there
          .filter((id) => id !== 'file')
          .map((id) => (
            <DownloadButton
              key={id}
              slot={SLOTS[id]}
              label={say('download', { name: say(id) })}
              fileName={`${cut.model}-${id}.fwm`}
            />
          ))}
      </div>
      <Upload onOpen={() => setIsOn(true)} />
    </div>
  );
}

function Scales({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  const say = useWords(words);
  const { bytes, integer, decimal } = useFormats();
  const finding = entries
    .map(({ label, ledger }) =>
      say('entry', {
        name: label,
        bytes: bytes(ledger.fileBytes),
        macs: integer(ledger.effectiveMacs),
        ms: decimal(ledger.latencyMs.median, 2),
        wrong: integer(ledger.wrong),
        tested: integer(ledger.tested),
      }),
    )
    .join(' ');
  return (
    <LedgerBars
      id="ledger"
      title={say('title')}
      finding={finding}
      entries={entries}
      state={entries.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
    />
  );
}

interface DownloadButtonProps {
  readonly slot: string;
  readonly label: string;
  readonly fileName: string;
}

function DownloadButton({ slot, label, fileName }: DownloadButtonProps) {
  const { encode } = useModel(slot, ({ actions }) => actions);
  return (
    <Button size="small" onPress={() => void encode().then((bytes) => saveFile(bytes, fileName))}>
      {label}
    </Button>
  );
}

function Upload({ onOpen }: { readonly onOpen: () => void }) {
  const say = useWords(words);
  const { integer } = useFormats();
  const sayFailure = useFailureText();
  const { loadFile } = useModel(SLOTS.file, ({ actions }) => actions);
  const summary = useModel(SLOTS.file, (state) => state.summary);
  const [name, setName] = useState('');
  const note = useMemo(
    () =>
      summary === null
        ? null
        : say('opened', {
            name,
            model: summary.name,
            kept: integer(summary.nonZeros),
            parameters: integer(summary.parameters),
          }),
    [summary, name, say, integer],
  );
  return (
    <FileDrop
      label={say('upload')}
      maxBytes={LIMITS.modelFileBytes}
      accept=".fwm"
      sayError={(error) => sayFailure(toFailure(error))}
      onFile={async (file) => {
        await loadFile(file.bytes);
        setName(file.name);
        onOpen();
      }}
    >
      {note !== null && <p className={styles.small}>{note}</p>}
    </FileDrop>
  );
}
