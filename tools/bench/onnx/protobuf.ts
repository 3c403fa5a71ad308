/**
 * Writes protocol buffers, in the four wire forms that ONNX files use
 * (https://protobuf.dev/programming-guides/encoding): a message is its fields one after the other, each a key
 * of number and form, then the value. Reading is left out.
 */
const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** Parts one after the other. */
export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Seven bits a byte, lowest first; negative numbers as 64-bit two's complement. */
function toVarint(value: number): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.of(...bytes, Number(rest));
}

const toKey = (field: number, form: number) => toVarint(field * 8 + form);

/** A field of an integer or an enumeration. */
export function integerField(field: number, value: number): Uint8Array {
  return join(toKey(field, VARINT), toVarint(value));
}

/** A field of bytes: a string, a message or raw data. */
export function bytesField(field: number, value: Uint8Array): Uint8Array {
  return join(toKey(field, LENGTH_DELIMITED), toVarint(value.length), value);
}

export function textField(field: number, value: string): Uint8Array {
  return bytesField(field, new TextEncoder().encode(value));
}

/** A field of a 32-bit float. */
export function floatField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return join(toKey(field, FIXED_32), bytes);
}
