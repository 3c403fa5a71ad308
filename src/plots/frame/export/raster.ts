import type { ComposedSvg } from './compose.ts';

/** Draws the SVG at `scale` pixels a CSS pixel. Rejects if the browser cannot. */
export async function renderPng(svg: ComposedSvg, scale: number): Promise<Uint8Array> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(svg.width * scale);
  canvas.height = Math.round(svg.height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser gave no canvas to draw the figure on');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(`the browser made no PNG of ${canvas.width}x${canvas.height} pixels`);
  return new Uint8Array(await blob.arrayBuffer());
}
