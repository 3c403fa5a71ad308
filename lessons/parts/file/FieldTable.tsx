import type { FileField } from '../../../src/protocol/anatomy.ts';
import { useFormats, useWords } from '../words.ts';
import own from './file.module.css';

const words = {
  title: { en: 'Fields of this region, decoded', zh: '这个区域的字段，逐个解开' },
  at: { en: 'Byte', zh: '字节' },
  hex: { en: 'Hex', zh: '十六进制' },
  bits: { en: 'Bits', zh: '位' },
  means: { en: 'What they say', zh: '含义' },
} as const;

export interface FieldTableProps {
  readonly bytes: Uint8Array;
  readonly fields: readonly FileField[];
  readonly describe: (field: FileField) => { readonly long: string };
  readonly pointed: FileField | null;
  readonly onPoint: (field: FileField) => void;
  /** The row was pressed: the map is to show these bits from close by. */
  readonly onOpen: (field: FileField) => void;
}

/** Bytes beside bits beside meaning, on a phone above it. A row that is pointed at is marked in the map. */
export function FieldTable({ bytes, fields, describe, pointed, onPoint, onOpen }: FieldTableProps) {
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={own.wide} aria-label={say('title')} tabIndex={0}>
      <table className={own.fields}>
        <caption className="visually-hidden">{say('title')}</caption>
        <thead>
          <tr>
            {(['at', 'hex', 'bits', 'means'] as const).map((key) => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const { long } = describe(field);
            return (
              <tr
                key={field.bit}
                data-lit={pointed?.bit === field.bit || undefined}
                onPointerEnter={(event) => event.pointerType === 'mouse' && onPoint(field)}
                onClick={() => onOpen(field)}
              >
                <td>{integer(Math.floor(field.bit / 8))}</td>
                <td>{toHex(bytes, field)}</td>
                <td>
                  <Bits bytes={bytes} field={field} />
                  <span className={own.meaningBelow}>{long}</span>
                </td>
                <td>{long}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Bytes of a field that are written out. */
const MOST_BYTES = 4;

function toHex(bytes: Uint8Array, { bit, bits }: FileField): string {
  const from = bit >>> 3;
  const to = Math.max(from + 1, Math.ceil((bit + bits) / 8));
  return Array.from(bytes.subarray(from, Math.min(to, from + MOST_BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join(' ');
}

/** The bytes that the field lies in, in binary, its own bits in full ink. */
function Bits({ bytes, field }: { readonly bytes: Uint8Array; readonly field: FileField }) {
  const from = (field.bit >>> 3) * 8;
  const end = field.bit + field.bits;
  const to = Math.min(Math.max(from + 8, Math.ceil(end / 8) * 8), from + MOST_BYTES * 8);
  const read = (start: number, stop: number) =>
    Array.from({ length: Math.max(0, stop - start) }, (_, i) => {
      const bit = start + i;
      const gap = bit > from && bit % 8 === 0 ? ' ' : '';
      return `${gap}${(bytes[bit >>> 3]! >> (7 - (bit & 7))) & 1}`;
    }).join('');
  return (
    <span className={own.bitsIn}>
      {read(from, field.bit)}
      <b>{read(field.bit, Math.min(end, to))}</b>
      {read(end, to)}
    </span>
  );
}
