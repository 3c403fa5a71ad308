import { useMemo, useState } from 'react';
import { ByteMap } from '../../../src/plots/bytemap/ByteMap.tsx';
import type { MapField, MapRegion } from '../../../src/plots/bytemap/layout.ts';
import { type BitView, frameBits } from '../../../src/plots/bytemap/view.ts';
import type { FileAnatomy, FileField, FileRegion } from '../../../src/protocol/anatomy.ts';
import { useFields } from '../../../src/state/hooks.ts';
import { Select } from '../../../src/ui/control/Select.tsx';
import { FigurePanel, type FigurePanelProps } from '../figures/FigurePanel.tsx';
import { useMedia } from '../useMedia.ts';
import { useFormats, useWords } from '../words.ts';
import { FieldPage } from './FieldPage.tsx';
import { useFieldWords } from './useFieldWords.ts';

const words = {
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
} as const;

/** Fields that are decoded at a time: as many as fit below the map. */
const [MANY, FEW] = [9, 4];
const WHOLE: BitView = { from: 0, to: Number.POSITIVE_INFINITY };
const NO_FIELDS: readonly FileField[] = [];
/** Bits around a field that is opened, at least. */
const CLOSE = 40;

export interface FileMapProps extends Pick<FigurePanelProps, 'id' | 'controls' | 'note'> {
  readonly bytes: Uint8Array;
  readonly anatomy: FileAnatomy;
  /** Said of a region of arithmetic codes, in which no field has bits of its own. */
  readonly nothing: string;
}

/** A model file as a map of its bits to zoom into, and the fields of a region decoded one by one. */
export function FileMap({ id, controls, note, bytes, anatomy, nothing }: FileMapProps) {
  const { regions } = anatomy;
  const { nameRegion, describe } = useFieldWords(anatomy);
  const look = useLook(bytes, regions);
  const { chosen, choose, fields, pointed, point, view, setView, total } = look;
  const say = useWords(words);
  const { integer } = useFormats();
  const labels = useMapLabels();
  const mapRegions = useRegions(regions, nameRegion);
  const mapFields = useMemo(
    () =>
      fields.map((field): MapField => ({ bit: field.bit, bits: field.bits, label: describe(field).short })),
    [fields, describe],
  );
  const sums = Object.entries(sumParts(regions)).map(([part, sum]) => [part, integer(sum)]);
  return (
    <FigurePanel
      id={id}
      controls={
        <>
          {controls}
          <Select
            label={say('region')}
            value={String(chosen)}
            options={mapRegions.map((each) => ({ id: each.id, label: each.label }))}
            onChange={(region) => choose(Number(region))}
          />
        </>
      }
      note={note}
      grows
    >
      <ByteMap
        id="byte-map"
        title={say('title')}
        finding={say('finding', { bytes: integer(bytes.length), ...Object.fromEntries(sums) })}
        bytes={bytes}
        regions={mapRegions}
        fields={mapFields}
        chosen={chosen}
        onChoose={choose}
        view={view.to > total ? { from: 0, to: total } : view}
        onView={setView}
        pointed={pointed ?? undefined}
        words={labels}
      />
      <FieldPage
        bytes={bytes}
        fields={fields}
        describe={describe}
        pointed={pointed}
        onPoint={point}
        onOpen={look.open}
        page={look.page}
        nothing={nothing}
      />
    </FigurePanel>
  );
}

function useRegions(regions: readonly FileRegion[], nameRegion: (region: FileRegion) => string) {
  return useMemo(
    () =>
      regions.map(
        (region, at): MapRegion => ({
          id: String(at),
          part: region.part,
          label: nameRegion(region),
          bit: region.bit,
          bits: region.bits,
        }),
      ),
    [regions, nameRegion],
  );
}

/** Where the reader looks: a region, some of its fields, one of them, and a part of the map. */
function useLook(bytes: Uint8Array, regions: readonly FileRegion[]) {
  const [wanted, setChosen] = useState(() => findFirst(regions));
  const chosen = Math.min(wanted, regions.length - 1);
  const [view, setView] = useState<BitView>(WHOLE);
  const [from, setFrom] = useState(0);
  const count = useMedia('(height >= 47rem)') ? MANY : FEW;
  const [pointed, point] = useState<FileField | null>(null);
  const { fields: all } = regions[chosen]!;
  const question = useMemo(
    () => (all === 0 ? null : { bytes, region: chosen, from, count }),
    [bytes, chosen, from, count, all],
  );
  const { answer, previous } = useFields(question);
  const page = answer ?? (previous?.question.region === chosen ? previous.answer : null);
  const total = bytes.length * 8;
  const turn = (to: number) => {
    setFrom(to);
    point(null);
  };
  const choose = (index: number) => {
    const next = regions[index]!;
    setChosen(index);
    turn(0);
    setView(frameBits(next.bit, next.bits, total));
  };
  const open = (field: FileField) => {
    point(field);
    setView(frameBits(field.bit, Math.max(field.bits, CLOSE), total));
  };
  const fields = page?.fields ?? NO_FIELDS;
  return {
    chosen,
    choose,
    open,
    fields,
    pointed,
    point,
    view,
    setView,
    total,
    page: { from, count, all, turn },
  };
}

/** The first region worth opening: the gaps of the first kernel, or its codes. */
function findFirst(regions: readonly FileRegion[]): number {
  const found = regions.findIndex(({ kind, part }) => kind === 'gaps' && part === 'indices');
  return Math.max(0, found);
}

function sumParts(regions: readonly FileRegion[]) {
  const sums = { header: 0, weights: 0, indices: 0, codebooks: 0, biases: 0 };
  for (const { part, bits } of regions) sums[part] += bits / 8;
  return sums;
}

function useMapLabels() {
  const say = useWords(words);
  const { integer } = useFormats();
  const toBytes = (bits: number) => integer(Math.floor(bits / 8));
  return {
    toLength: (bits: number) =>
      say(bits % 8 === 0 ? 'bytes' : 'bytesBits', { bytes: toBytes(bits), bits: bits % 8 }),
    toPlace: (bit: number) => say('from', { byte: toBytes(bit) }),
    region: say('region'),
    length: say('length'),
    start: say('start'),
    hint: say('hint'),
  };
}
