import { type ReactNode, useMemo, useState } from 'react';
import { ByteMap } from '../../../src/plots/bytemap/ByteMap.tsx';
import type { MapField, MapRegion } from '../../../src/plots/bytemap/layout.ts';
import { type BitView, frameBits } from '../../../src/plots/bytemap/view.ts';
import type { FileAnatomy, FileField, FileRegion } from '../../../src/protocol/anatomy.ts';
import { useFields, useFileMap, useModel } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Select } from '../../../src/ui/control/Select.tsx';
import { useKeptState, useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useMedia } from '../../parts/useMedia.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { useFile } from '../lab/file.ts';
import { SLOTS } from '../lab/names.ts';
import { FieldTable } from './FieldTable.tsx';
import { NetMissing, NetNote, useIsNetMissing } from './NetMissing.tsx';
import { useShownNet } from './shown.ts';
import { useFieldWords } from './useFieldWords.ts';

const words = {
  coding: { en: 'Coding', zh: '编码方式' },
  raw: { en: 'fixed widths', zh: '定长' },
  huffman: { en: 'Huffman', zh: '哈夫曼' },
  arithmetic: { en: 'arithmetic', zh: '算术' },
  file: { en: 'your file', zh: '你的文件' },
  title: { en: 'Every bit of the file', zh: '文件的每一位' },
  finding: {
    en: '{bytes} bytes: positions {indices}, codes {weights}, codebooks {codebooks}, biases {biases}, header {header}.',
    zh: '共 {bytes} 字节：位置 {indices}，编号 {weights}，码本 {codebooks}，偏置 {biases}，文件头 {header}。',
  },
  region: { en: 'Region', zh: '区域' },
  length: { en: 'bits', zh: '位数' },
  start: { en: 'first bit', zh: '起始位' },
  bytes: { en: '{bytes} bytes', zh: '{bytes} 字节' },
  bytesBits: { en: '{bytes} bytes {bits} bits', zh: '{bytes} 字节 {bits} 位' },
  from: { en: 'from byte {byte}', zh: '从第 {byte} 字节起' },
  hint: {
    en: 'Arrow keys read region by region, Enter opens one, plus and minus zoom, Shift with arrows moves, 0 shows all.',
    zh: '方向键逐区读，回车打开，加减号缩放，Shift 加方向键移动，0 显示全部。',
  },
  working: { en: 'Writing the file', zh: '正在写文件' },
  before: { en: 'Fields before', zh: '前面的字段' },
  after: { en: 'Fields after', zh: '后面的字段' },
  place: { en: '{from}–{to} of {all}', zh: '第 {from}–{to} 个，共 {all} 个' },
  nothing: {
    en: 'In this region no field has bits of its own: each bit of an arithmetic code belongs to many fields a little. The section above shows how.',
    zh: '这一段里没有哪个字段独占几位：算术编码的每一位都由许多字段分摊。上一节讲了为什么。',
  },
} as const;

const codingParam = choiceParam(['raw', 'huffman', 'arithmetic', 'file'], 'huffman');
/** Fields that are decoded at a time: as many as fit below the map. */
const [MANY, FEW] = [9, 4];
const WHOLE: BitView = { from: 0, to: Number.POSITIVE_INFINITY };

/**
 * The file of the shown net, or one that was dropped in: a map to zoom into, and fields to decode by hand.
 */
export function BytesFigure() {
  const { slot } = useShownNet();
  const [coding, setCoding] = useLinkState('coding', codingParam);
  const [dropped] = useKeptState<Uint8Array | null>('dropped-file', null);
  const hasFile = useModel(SLOTS.file, (state) => state.snapshot !== null) && dropped !== null;
  const shown = coding === 'file' && !hasFile ? 'huffman' : coding;
  const written = useFile(slot, shown === 'file' ? 'huffman' : shown);
  const bytes = shown === 'file' ? dropped : written;
  const { answer: anatomy } = useFileMap(bytes);
  const isMissing = useIsNetMissing();
  const say = useWords(words);
  const codings = ['raw', 'huffman', 'arithmetic', ...(hasFile ? (['file'] as const) : [])] as const;
  if (isMissing && shown !== 'file') return <NetMissing />;
  const choice = (
    <Segmented
      label={say('coding')}
      value={shown}
      options={codings.map((id) => ({ id, label: say(id) }))}
      onChange={setCoding}
    />
  );
  return bytes === null || anatomy === null ? (
    <FigurePanel
      id="bytes"
      controls={choice}
      views={[{ id: 'map', label: '', content: <p>{say('working')}</p> }]}
    />
  ) : (
    <Anatomy
      key={`${slot} ${shown}`}
      bytes={bytes}
      anatomy={anatomy}
      controls={choice}
      note={shown !== 'file' && <NetNote />}
    />
  );
}

interface AnatomyProps {
  readonly bytes: Uint8Array;
  readonly anatomy: FileAnatomy;
  readonly controls: ReactNode;
  readonly note: ReactNode;
}

/** The first region worth opening: the gaps of the first kernel, or its codes. */
function findFirst(regions: readonly FileRegion[]): number {
  const found = regions.findIndex(({ kind, part }) => kind === 'gaps' && part === 'indices');
  return Math.max(0, found);
}

function Anatomy({ bytes, anatomy, controls, note }: AnatomyProps) {
  const { regions } = anatomy;
  const [wanted, setChosen] = useState(() => findFirst(regions));
  const chosen = Math.min(wanted, regions.length - 1);
  const [view, setView] = useState<BitView>(WHOLE);
  const [from, setFrom] = useState(0);
  const count = useMedia('(height >= 47rem)') ? MANY : FEW;
  const [pointed, setPointed] = useState<FileField | null>(null);
  const { nameRegion, describe } = useFieldWords(anatomy);
  const say = useWords(words);
  const { integer } = useFormats();
  const region = regions[chosen]!;
  const question = useMemo(
    () => (region.fields === 0 ? null : { bytes, region: chosen, from, count }),
    [bytes, chosen, from, count, region.fields],
  );
  const { answer, previous } = useFields(question);
  const page = answer ?? (previous?.question.region === chosen ? previous.answer : null);
  const fields = page?.fields ?? NO_FIELDS;
  const mapRegions = useMemo(
    () =>
      regions.map(
        (each, index): MapRegion => ({
          id: String(index),
          part: each.part,
          label: nameRegion(each),
          bit: each.bit,
          bits: each.bits,
        }),
      ),
    [regions, nameRegion],
  );
  const mapFields = useMemo(
    () =>
      fields.map((field): MapField => ({ bit: field.bit, bits: field.bits, label: describe(field).short })),
    [fields, describe],
  );
  const total = bytes.length * 8;
  const choose = (index: number) => {
    const next = regions[index]!;
    setChosen(index);
    setFrom(0);
    setPointed(null);
    setView(frameBits(next.bit, next.bits, total));
  };
  const turn = (to: number) => {
    setFrom(to);
    setPointed(null);
  };
  const sums = sumParts(regions);
  const whole = view.to > total ? { from: 0, to: total } : view;
  return (
    <FigurePanel
      id="bytes"
      controls={
        <>
          {controls}
          <Select
            label={say('region')}
            value={String(chosen)}
            options={mapRegions.map(({ id, label }) => ({ id, label }))}
            onChange={(id) => choose(Number(id))}
          />
        </>
      }
      note={note}
      views={[
        {
          id: 'map',
          label: say('title'),
          grows: true,
          content: (
            <>
              <ByteMap
                id="byte-map"
                title={say('title')}
                finding={say('finding', {
                  bytes: integer(bytes.length),
                  ...Object.fromEntries(Object.entries(sums).map(([part, sum]) => [part, integer(sum)])),
                })}
                bytes={bytes}
                regions={mapRegions}
                fields={mapFields}
                chosen={chosen}
                onChoose={choose}
                view={whole}
                onView={setView}
                pointed={pointed ?? undefined}
                words={{
                  toLength: (bits) =>
                    bits % 8 === 0
                      ? say('bytes', { bytes: integer(bits / 8) })
                      : say('bytesBits', { bytes: integer(Math.floor(bits / 8)), bits: bits % 8 }),
                  toPlace: (bit) => say('from', { byte: integer(Math.floor(bit / 8)) }),
                  region: say('region'),
                  length: say('length'),
                  start: say('start'),
                  hint: say('hint'),
                }}
              />
              {region.fields === 0 ? (
                <p className={styles.small}>{say('nothing')}</p>
              ) : (
                <>
                  <FieldTable
                    bytes={bytes}
                    fields={fields}
                    describe={describe}
                    pointed={pointed}
                    onPoint={setPointed}
                    onOpen={(field) => {
                      setPointed(field);
                      setView(frameBits(field.bit, Math.max(field.bits, 40), total));
                    }}
                  />
                  <div className={styles.buttons}>
                    <Button
                      size="small"
                      isDisabled={from === 0}
                      onPress={() => turn(Math.max(0, from - count))}
                    >
                      {say('before')}
                    </Button>
                    <Button
                      size="small"
                      isDisabled={from + count >= region.fields}
                      onPress={() => turn(Math.min(region.fields - 1, from + count))}
                    >
                      {say('after')}
                    </Button>
                    <span className={styles.small}>
                      {say('place', {
                        from: integer(from + 1),
                        to: integer(Math.min(from + count, region.fields)),
                        all: integer(region.fields),
                      })}
                    </span>
                  </div>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

const NO_FIELDS: readonly FileField[] = [];

function sumParts(regions: readonly FileRegion[]) {
  const sums = { header: 0, weights: 0, indices: 0, codebooks: 0, biases: 0 };
  for (const { part, bits } of regions) sums[part] += bits / 8;
  return sums;
}
