/** tfjs as it ships, in a worker of the bench that has nothing of ours in it: one backend for each worker. */
import * as tf from '@tensorflow/tfjs-core';
import { prepareStock } from '../engines/stock.ts';
import type { StockBackend, Task } from '../messages.ts';
import { serve } from './serve.ts';

serve(async (task) => prepareStock(task, await start(task)));

/** Starts the backend that a task needs. @returns what it runs on */
async function start(task: Task): Promise<string> {
  tf.enableProdMode();
  const backend: StockBackend = task.kind === 'train' ? task.backend : 'wasm';
  switch (backend) {
    case 'wasm': {
      const { startWasm } = await import('../engines/wasm.ts');
      await startWasm();
      return 'WASM SIMD';
    }
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
      await use('cpu');
      return 'JavaScript';
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      await use('webgl');
      return tellWebgl();
    case 'webgpu': {
      const device = await allowSoftwareGpu();
      await import('@tensorflow/tfjs-backend-webgpu');
      await use('webgpu');
      return device;
    }
  }
}

async function use(backend: StockBackend): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error(`${backend} is not available here`);
  await tf.ready();
}

function tellWebgl(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  return info ? String(gl?.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'WebGL';
}

interface GpuAdapter {
  readonly info?: { readonly vendor: string; readonly architecture: string; readonly description: string };
}
interface Gpu {
  requestAdapter(options?: object): Promise<GpuAdapter | null>;
}

/** Without a GPU a browser hands out its software adapter only when asked for it, which tfjs does not. */
async function allowSoftwareGpu(): Promise<string> {
  const gpu = (navigator as unknown as { gpu?: Gpu }).gpu;
  if (gpu === undefined) throw new Error('this browser has no WebGPU');
  const ask = gpu.requestAdapter.bind(gpu);
  gpu.requestAdapter = async (options) =>
    (await ask(options)) ?? ask({ ...options, forceFallbackAdapter: true });
  const adapter = await gpu.requestAdapter();
  if (adapter === null) throw new Error('WebGPU has no adapter here');
  const { vendor = '', architecture = '', description = '' } = adapter.info ?? {};
  return ['WebGPU', vendor, architecture, description].filter(Boolean).join(' ');
}
