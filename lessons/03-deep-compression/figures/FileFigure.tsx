import { useMemo, useState } from 'react';
import { LIMITS } from '../../../src/protocol/limits.ts';
import { toFailure } from '../../../src/spec/failure.ts';
import { useEvaluation, useModel } from '../../../src/state/hooks.ts';
import type { Coding } from '../../../src/techniques/code/stage.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { FileDrop } from '../../../src/ui/control/FileDrop.tsx';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import styles from '../../parts/figures/figures.module.css';
import { PadPanel } from '../../parts/figures/PadPanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { saveFile } from '../../parts/figures/saveFile.ts';
import { useFile } from '../../parts/file/useFile.ts';
import { isOf } from '../../parts/nets.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/names.ts';
import { useSettings } from '../lesson.ts';
import { NetMissing, NetNote, useIsNetMissing } from './NetMissing.tsx';
import { useShownNet } from './shown.ts';

const words = {
  theFile: { en: 'The file', zh: '文件' },
  dense: { en: 'dense', zh: '压缩前' },
  small: { en: 'compressed', zh: '压缩后' },
  yours: { en: 'your file', zh: '你的文件' },
  download: { en: 'Download: {coding}, {bytes}', zh: '下载：{coding}，{bytes}' },
  raw: { en: 'fixed widths', zh: '定长' },
  huffman: { en: 'Huffman', zh: '哈夫曼' },
  arithmetic: { en: 'arithmetic', zh: '算术' },
  upload: { en: 'Open a model file', zh: '打开模型文件' },
  damage: { en: 'Damage a copy and open it', zh: '改坏一份再打开' },
  damaged: {
    en: 'Bit {bit} of byte {byte} was turned. The reader says: {message}',
    zh: '把第 {byte} 字节的第 {bit} 位翻转了一下。读取器说：{message}',
  },
  passed: { en: 'The damage was not noticed!', zh: '居然没有发现损坏！' },
  bytes: { en: 'Bytes in the file', zh: '文件的字节数' },
  model: { en: 'Net in it', zh: '里面的网络' },
  kept: { en: 'Not zero', zh: '不为零的' },
  keptDetail: { en: 'of {parameters} parameters', zh: '共 {parameters} 个参数' },
  wrong: { en: 'Wrong, from its bytes alone', zh: '只凭这些字节，答错' },
  wrongDetail: { en: 'of {tested} test images', zh: '共 {tested} 张测试图像' },
} as const;

const CODINGS = ['raw', 'huffman', 'arithmetic'] as const satisfies readonly Coding[];

/** The file out of the lab, and back from its bytes alone; then both nets on one image. */
export function FileFigure() {
  const isMissing = useIsNetMissing();
  const { settings } = useSettings();
  const { slot } = useShownNet();
  const hasDense = useModel(SLOTS.dense, isOf(settings.model));
  const hasSmall = useModel(slot, isOf(settings.model));
  const hasFile = useModel(SLOTS.file, ({ snapshot }) => snapshot?.spec.inputShape.join() === '28,28,1');
  const say = useWords(words);
  return (
    <PadPanel
      id="lesson-03"
      dataset="mnist"
      note={!isMissing && <NetNote />}
      before={[
        {
          id: 'file',
          label: say('theFile'),
          grows: true,
          content: (
            <div className={styles.panel}>
              {isMissing ? <NetMissing /> : <Downloads />}
              <Upload />
            </div>
          ),
        },
      ]}
      nets={[
        { slot: SLOTS.dense, label: say('dense'), variant: 'dense', isThere: hasDense },
        { slot, label: say('small'), variant: 'shared', isThere: hasSmall },
        ...(hasFile
          ? [{ slot: SLOTS.file, label: say('yours'), variant: 'accent' as const, isThere: true }]
          : []),
      ]}
    />
  );
}

function Downloads() {
  return (
    <div className={styles.buttons}>
      {CODINGS.map((coding) => (
        <Download key={coding} coding={coding} />
      ))}
      <Damage />
    </div>
  );
}

function Download({ coding }: { readonly coding: Coding }) {
  const { settings } = useSettings();
  const { slot } = useShownNet();
  const bytes = useFile(slot, coding);
  const say = useWords(words);
  const formats = useFormats();
  return (
    <Button
      size="small"
      isDisabled={bytes === null}
      onPress={() => bytes !== null && saveFile(bytes, `${settings.model}-${coding}.fwm`)}
    >
      {say('download', { coding: say(coding), bytes: bytes === null ? '…' : formats.bytes(bytes.length) })}
    </Button>
  );
}

/** Turns one bit somewhere in a copy and hands it to the reader of files. */
function Damage() {
  const { slot } = useShownNet();
  const bytes = useFile(slot, 'huffman');
  const { loadFile } = useModel(SLOTS.file, ({ actions }) => actions);
  const [, setFile] = useKeptState<Uint8Array | null>('dropped-file', null);
  const [said, setSaid] = useState<string | null>(null);
  const say = useWords(words);
  const sayFailure = useFailureText();
  const damage = async () => {
    if (bytes === null) return;
    const copy = bytes.slice();
    // Another bit at each press, on purpose: nothing is learned or quoted from which one it was.
    const byte = 8 + Math.floor(Math.random() * (copy.length - 8));
    const bit = Math.floor(Math.random() * 8);
    copy[byte]! ^= 0x80 >> bit;
    try {
      await loadFile(copy);
      setFile(copy);
      setSaid(say('passed'));
    } catch (error) {
      setSaid(say('damaged', { bit, byte, message: sayFailure(toFailure(error)) }));
    }
  };
  return (
    <>
      <Button size="small" kind="quiet" isDisabled={bytes === null} onPress={() => void damage()}>
        {say('damage')}
      </Button>
      {said !== null && <Notice onDismiss={() => setSaid(null)}>{said}</Notice>}
    </>
  );
}

function Upload() {
  const { loadFile } = useModel(SLOTS.file, ({ actions }) => actions);
  const [file, setFile] = useKeptState<Uint8Array | null>('dropped-file', null);
  const say = useWords(words);
  const sayFailure = useFailureText();
  return (
    <FileDrop
      label={say('upload')}
      maxBytes={LIMITS.modelFileBytes}
      accept=".fwm"
      sayError={(error) => sayFailure(toFailure(error))}
      onFile={async ({ bytes }) => {
        await loadFile(bytes);
        setFile(bytes);
      }}
    >
      {file !== null && <Opened bytes={file} />}
    </FileDrop>
  );
}

/** What the bytes hold, and how well that reads digits. */
function Opened({ bytes }: { readonly bytes: Uint8Array }) {
  const summary = useModel(SLOTS.file, (state) => state.summary);
  const query = useMemo(() => ({ dataset: 'mnist' as const, examples: 10_000 }), []);
  const { answer } = useEvaluation(SLOTS.file, query);
  const say = useWords(words);
  const { integer } = useFormats();
  if (summary === null) return null;
  return (
    <Readout
      items={[
        { label: say('bytes'), value: integer(bytes.length) },
        { label: say('model'), value: summary.name },
        {
          label: say('kept'),
          value: integer(summary.nonZeros),
          detail: say('keptDetail', { parameters: integer(summary.parameters) }),
        },
        {
          label: say('wrong'),
          value: answer === null ? '…' : integer(answer.wrong),
          isPending: answer === null,
          ...(answer === null ? {} : { detail: say('wrongDetail', { tested: integer(answer.tested) }) }),
        },
      ]}
    />
  );
}
