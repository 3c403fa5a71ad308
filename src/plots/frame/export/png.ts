/**
 * Writes text into a PNG, so that a picture carries the recipe it was made with. Format: PNG specification,
 * third edition, section 11.3.3.4 (iTXt).
 */
import { computeCrc32 } from '../../../math/crc32.ts';

/**
 * The PNG with one international text chunk a keyword, after its header. Throws if the bytes are not a PNG.
 */
export function addPngText(
  png: Uint8Array,
  texts: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const headerEnd = 33;
  const isPng =
    png.length > headerEnd && png[0] === 0x89 && png[1] === 0x50 && png[2] === 0x4e && png[3] === 0x47;
  if (!isPng) throw new RangeError(`bytes must be a PNG, got ${png.length} bytes that start with ${png[0]}`);
  const chunks = Object.entries(texts).map(([keyword, text]) => toTextChunk(keyword, text));
  const parts = [png.subarray(0, headerEnd), ...chunks, png.subarray(headerEnd)];
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function toTextChunk(keyword: string, text: string): Uint8Array {
  const encoder = new TextEncoder();
  // keyword, 0, not compressed (0, 0), no language (0), no translated keyword (0), text
  const body = new Uint8Array([...encoder.encode(`iTXt${keyword}`), 0, 0, 0, 0, 0, ...encoder.encode(text)]);
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  view.setUint32(body.length + 4, computeCrc32(body));
  return chunk;
}
