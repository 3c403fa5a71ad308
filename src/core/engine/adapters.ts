/**
 * Which graphics hardware does the browser offer a worker? Asked without loading tfjs. The names tell one
 * machine from another, and real hardware from software that stands in for it.
 */
import type { Adapters } from '../../protocol/calibration.ts';

/** The part of WebGPU that is used. */
interface GpuLike {
  requestAdapter(): Promise<{ readonly info?: Readonly<Record<string, unknown>> } | null>;
}

export async function findAdapters(): Promise<Adapters> {
  return { webgl: findWebgl(), webgpu: await findWebgpu() };
}

function findWebgl(): string | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) return null;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(names === null ? gl.RENDERER : names.UNMASKED_RENDERER_WEBGL);
  // The context of a worker that lives on would count towards the browser's limit.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return String(renderer);
}

async function findWebgpu(): Promise<string | null> {
  const { gpu } = navigator as { readonly gpu?: GpuLike };
  try {
    const adapter = await gpu?.requestAdapter();
    if (adapter === null || adapter === undefined) return null;
    const { vendor, architecture, device, description } = adapter.info ?? {};
    const words = [vendor, architecture, device, description].filter(
      (word) => typeof word === 'string' && word !== '',
    );
    return words.length > 0 ? words.join(' ') : 'WebGPU';
  } catch {
    return null;
  }
}
