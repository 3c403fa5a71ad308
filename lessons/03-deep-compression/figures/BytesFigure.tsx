import { useFileMap, useModel } from '../../../src/state/hooks.ts';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { choice } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { FileMap } from '../../parts/file/FileMap.tsx';
import { useFile } from '../../parts/file/useFile.ts';
import { useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/names.ts';
import { NetMissing, NetNote, useIsNetMissing } from './NetMissing.tsx';
import { useShownNet } from './shown.ts';

const words = {
  working: { en: 'Writing the file', zh: '正在写文件' },
  nothing: {
    en: 'In this region no field has bits of its own: each bit of an arithmetic code belongs to many fields a little. The section above shows how.',
    zh: '这一段里没有哪个字段独占几位：算术编码的每一位都由许多字段分摊。上一节讲了为什么。',
  },
} as const;

const CODING = choice('coding', {
  label: { en: 'Coding', zh: '编码方式' },
  initial: 'huffman',
  options: {
    raw: { en: 'fixed widths', zh: '定长' },
    huffman: { en: 'Huffman', zh: '哈夫曼' },
    arithmetic: { en: 'arithmetic', zh: '算术' },
    file: { en: 'your file', zh: '你的文件' },
  },
});
const OWN = ['raw', 'huffman', 'arithmetic'] as const;

/**
 * The file of the shown net, or one that was dropped in: a map to zoom into, and fields to decode by hand.
 */
export function BytesFigure() {
  const { slot } = useShownNet();
  const [coding] = useDial(CODING);
  const [dropped] = useKeptState<Uint8Array | null>('dropped-file', null);
  const hasFile = useModel(SLOTS.file, (state) => state.snapshot !== null) && dropped !== null;
  const shown = coding === 'file' && !hasFile ? 'huffman' : coding;
  const written = useFile(slot, shown === 'file' ? 'huffman' : shown);
  const bytes = shown === 'file' ? dropped : written;
  const { answer: anatomy } = useFileMap(bytes);
  const isMissing = useIsNetMissing();
  const say = useWords(words);
  if (isMissing && shown !== 'file') return <NetMissing />;
  const controls = <Dial of={CODING} only={hasFile ? [...OWN, 'file'] : OWN} shown={shown} />;
  if (bytes === null || anatomy === null)
    return (
      <FigurePanel id="bytes" controls={controls}>
        <p>{say('working')}</p>
      </FigurePanel>
    );
  return (
    <FileMap
      key={`${slot} ${shown}`}
      id="bytes"
      bytes={bytes}
      anatomy={anatomy}
      nothing={say('nothing')}
      controls={controls}
      note={shown !== 'file' && <NetNote />}
    />
  );
}
