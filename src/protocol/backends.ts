/** What can run the tensors? The backends of tfjs that the lab opens. */
export const BACKENDS = ['wasm', 'webgl', 'webgpu', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];
