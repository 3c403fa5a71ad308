/**
 * What is every bit of a model file for? A map of regions from the first bit to the last, found from the
 * bytes alone, and inside a region the fields that a reader could decode by hand. The file is decoded
 * strictly first, so that only a whole file has a map.
 */
import type { FieldPage, FileAnatomy, FileRegion, RegionKind, TensorAnatomy } from '../protocol/anatomy.ts';
import { ByteReader } from './bytes.ts';
import { BODY_AT, decodeModel, readEntry } from './container.ts';
import { type Fields, readNumbers } from './fields.ts';
import { readModelCode } from './modelcode.ts';
import { type Plan, StreamPlanner } from './streamplan.ts';

const MOST_FIELDS = 4096;

/** A file whose regions are known. */
export interface DissectedFile {
  readonly anatomy: FileAnatomy;
  /**
   * `count` fields of a region from the `from`th on.
   * @throws RangeError if there is no such region, or more than 4,096 fields are asked for
   */
  readonly readFields: (region: number, from: number, count: number) => FieldPage;
}

/**
 * Takes a file apart. The result keeps `bytes`, which must not change.
 * @throws ModelFileError where the file is damaged
 */
export function dissectModel(bytes: Uint8Array): DissectedFile {
  const { spec } = decodeModel(bytes);
  const { plans, tensors } = planFile(bytes);
  const regions = plans.map(({ read: _, ...region }) => region);
  return {
    anatomy: { model: spec.name, bytes: bytes.length, regions, tensors },
    readFields: (region, from, count) => readRegion(plans, region, from, count),
  };
}

function readRegion(plans: readonly Plan[], region: number, from: number, count: number): FieldPage {
  const plan = plans[region];
  if (plan === undefined) throw new RangeError(`there is no region ${region} in this file`);
  if (!(count <= MOST_FIELDS)) throw new RangeError(`at most ${MOST_FIELDS} fields at a time, got ${count}`);
  const fields = [];
  let index = 0;
  for (const field of plan.fields === 0 ? [] : plan.read()) {
    if (index >= from + count) break;
    if (index++ >= from) fields.push(field);
  }
  return { from, fields };
}

function planFile(bytes: Uint8Array): { plans: Plan[]; tensors: TensorAnatomy[] } {
  const plans: Plan[] = [];
  const head = (kind: RegionKind, from: number, to: number, forms: Parameters<typeof readNumbers>[2]) =>
    plans.push(
      planBytes({ kind, part: 'header' }, from, to, forms.length, () => readNumbers(bytes, from, forms)),
    );
  head('magic', 0, 3, ['byte', 'byte', 'byte']);
  head('version', 3, 4, ['byte']);
  head('checksum', 4, BODY_AT, ['checksum']);
  const reader = new ByteReader(bytes, BODY_AT);
  const { tensors: infos } = readModelCode(reader);
  head('network', BODY_AT, reader.offset, bytes[BODY_AT] === 0 ? ['varint', 'varint'] : ['varint']);
  const entries = infos.map((info) => {
    const from = reader.offset;
    const entry = readEntry(reader, info);
    const forms = entry.encoding === 'dense' ? (['byte'] as const) : (['byte', 'varint'] as const);
    plans.push(
      planBytes({ kind: 'entry', part: 'header', tensor: info.name }, from, reader.offset, forms.length, () =>
        readNumbers(bytes, from, forms),
      ),
    );
    return entry;
  });
  const tensors = infos.map((info, index) => {
    const { encoding, length } = entries[index]!;
    const stream = new StreamPlanner(reader.readRange(length, info.name), info);
    const anatomy = stream.plan(encoding);
    plans.push(...stream.plans);
    return anatomy;
  });
  return { plans, tensors };
}

function planBytes(
  region: Pick<FileRegion, 'kind' | 'part' | 'tensor'>,
  from: number,
  to: number,
  fields: number,
  read: () => Fields,
): Plan {
  return { ...region, bit: from * 8, bits: (to - from) * 8, fields, read };
}
