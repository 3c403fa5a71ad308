/** Weights in 8 bits: whole numbers from -127 to 127 with one scale for each output, the largest at 127. */

/** @param kernel row-major, outputs last */
export function roundKernel(
  kernel: Float32Array,
  outputs: number,
): { values: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(outputs);
  for (const [i, value] of kernel.entries()) {
    const output = i % outputs;
    scales[output] = Math.max(scales[output] ?? 0, Math.abs(value) / 127);
  }
  const values = Int8Array.from(kernel, (value, i) => Math.round(value / (scales[i % outputs] || 1)));
  return { values, scales };
}
