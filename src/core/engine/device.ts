/**
 * Is the graphics device still there? When a driver restarts or a laptop switches its graphics, WebGL's
 * context or WebGPU's device is gone, and tfjs 4.22 says nothing: whatever waits for a result waits for ever.
 * The browser does say it, and here it is heard.
 */
import * as tf from '@tensorflow/tfjs-core';

/** What tfjs's backends on a GPU hold of the browser's interfaces. */
interface GpuBackend {
  readonly gpgpu?: { readonly gl: { readonly canvas: EventTarget } };
  readonly device?: { readonly lost: Promise<{ readonly reason?: string; readonly message?: string }> };
}

/** Calls `tell` once when the current backend's device is lost; never on one that has none. */
export function watchDevice(tell: (detail: string) => void): void {
  const { gpgpu, device } = tf.backend() as GpuBackend;
  gpgpu?.gl.canvas.addEventListener('webglcontextlost', () => tell('WebGL context'), { once: true });
  void device?.lost.then(({ reason, message }) => tell(`WebGPU: ${message || reason || 'no reason given'}`));
}
