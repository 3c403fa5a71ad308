/**
 * Tells whether any bit of some bytes has changed: the cyclic redundancy check of ISO 3309 that PNG, gzip and
 * Ethernet use: polynomial 0xedb88320 (bits reversed), all ones at the start and inverted at the end. It
 * finds every burst of up to 32 bits. Left out on purpose: any defence against somebody who wants it to
 * match; for that there is SHA-256.
 */

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let remainder = index;
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return remainder;
});

/** The CRC-32 of the bytes, from 0 to 2^32 - 1; `before` is the CRC-32 of the bytes that come before them. */
export function computeCrc32(bytes: Uint8Array, before = 0): number {
  let remainder = before ^ 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    remainder = (remainder >>> 8) ^ TABLE[(remainder ^ bytes[i]!) & 0xff]!;
  }
  return (remainder ^ 0xffffffff) >>> 0;
}
