/** Limits that keep a foreign spec from asking for more memory than a page has. */
export const MODEL_LIMITS = {
  units: 8192,
  filters: 2048,
  kernelSize: 11,
  layers: 200,
  branches: 16,
  imageSide: 256,
  /** Of all tensors together: 128 MiB of float32. */
  values: 32 * 1024 * 1024,
} as const;
