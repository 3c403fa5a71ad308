/**
 * Are these the same weights, to the bit? SHA-256 over the values of all tensors, as a short name that a
 * ledger, a test and a checkpoint's provenance can compare. Shapes and names are left out: the model's spec
 * fixes them.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256, in lower-case hex. */
export function hashBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/**
 * SHA-256, in lower-case hex, of the values as little-endian float32, tensor after tensor in the order given.
 */
export function hashWeights(tensors: readonly { readonly values: Float32Array }[]): string {
  const hash = sha256.create();
  for (const { values } of tensors) {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    const bytes = new Uint8Array(bits.length * 4);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < bits.length; i++) view.setUint32(i * 4, bits[i]!, true);
    hash.update(bytes);
  }
  return bytesToHex(hash.digest());
}
