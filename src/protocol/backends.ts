/** What can run the tensors: the backends of tfjs that the lab opens. */
export const BACKENDS = ['wasm', 'webgl', 'webgpu', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];
