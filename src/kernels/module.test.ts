import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackends } from '../testing/wasmtfjs.ts';
import { KERNELS_BASE64 } from './binary.ts';
import { kernelModuleOf } from './module.ts';

const START_SECTION = 8;
const DATA_SECTION = 11;

/** The ids of a WebAssembly binary's sections: after 8 bytes of header, an id and a LEB128 size each. */
function listSections(binary: Uint8Array): number[] {
  const ids: number[] = [];
  for (let at = 8; at < binary.length; ) {
    ids.push(binary[at++]!);
    let [size, shift] = [0, 0];
    for (let more = true; more; shift += 7) {
      const byte = binary[at++]!;
      size |= (byte & 127) << shift;
      more = byte > 127;
    }
    at += size;
  }
  return ids;
}

describe('the kernel module', () => {
  beforeAll(startBackends);

  it('brings no data and starts nothing, so that it can share the memory of tfjs', () => {
    const binary = Uint8Array.from(Buffer.from(KERNELS_BASE64, 'base64'));
    const sections = listSections(binary);
    expect(sections).not.toContain(DATA_SECTION);
    expect(sections).not.toContain(START_SECTION);
    expect(WebAssembly.Module.imports(new WebAssembly.Module(binary))).toEqual([
      { module: 'env', name: 'memory', kind: 'memory' },
    ]);
  });

  it('still works after the memory has grown', () => {
    const kernels = kernelModuleOf(tf.backend());
    const bytes = () => kernels.floats().byteLength;
    const before = bytes();
    const large = tf.zeros([before / 4 + 1]);
    expect(bytes()).toBeGreaterThan(before);
    tf.tidy(() => {
      const product = tf.matMul(tf.ones([5, 3]), tf.ones([3, 2]));
      expect([...product.dataSync()]).toEqual(Array(10).fill(3));
    });
    large.dispose();
  });

  it('hands out scratch memory in aligned parts that do not overlap', () => {
    const [a, b, c] = kernelModuleOf(tf.backend()).scratch(10, 0, 100_000) as [number, number, number];
    expect([a, b, c].every((each) => each % 64 === 0)).toBe(true);
    expect(b - a).toBeGreaterThanOrEqual(10);
    expect(c).toBeGreaterThanOrEqual(b);
  });

  it('refuses a backend whose memory it cannot reach', () => {
    expect(() => kernelModuleOf({ wasm: {} })).toThrow('WASM_HAS_MULTITHREAD_SUPPORT');
  });
});
