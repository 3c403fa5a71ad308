import { useCallback, useMemo, useRef } from 'react';
import type { MaskLayout } from '../geometry/mask.ts';
import { type KernelRaster, paintMask, paintWeights, type View } from '../geometry/raster.ts';
import { useCanvas } from '../parts/useCanvas.ts';
import type { FieldColors } from './useColors.ts';

interface Props {
  readonly layout: MaskLayout;
  readonly raster: KernelRaster;
  readonly view: View;
  readonly mode: 'mask' | 'weights';
  /** |weight| at the ends of the colours. */
  readonly extent: number;
  readonly colors: FieldColors;
}

/** The kernel's pixels, made once for each mask; moving and zooming only copies them anew. */
export function KernelCanvas({ layout, raster, view, mode, extent, colors }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { area } = layout;
  const [width, height] = [area.right - area.left, area.bottom - area.top];
  const bitmap = useMemo(() => {
    const canvas = document.createElement('canvas');
    canvas.width = raster.across ? raster.rows : raster.columns;
    canvas.height = raster.across ? raster.columns : raster.rows;
    const pixels =
      mode === 'mask' ? paintMask(raster, colors.ink) : paintWeights(raster, colors.diverging, extent);
    canvas.getContext('2d')?.putImageData(new ImageData(pixels, canvas.width, canvas.height), 0, 0);
    return canvas;
  }, [raster, mode, extent, colors]);
  const paint = useCallback(
    (context: CanvasRenderingContext2D, ratio: number) => {
      const isShrunk = view.width > width * ratio || view.height > height * ratio;
      context.imageSmoothingEnabled = isShrunk;
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, view.x, view.y, view.width, view.height, 0, 0, width, height);
    },
    [bitmap, view, width, height],
  );
  useCanvas(ref, width, height, paint);
  return (
    <canvas
      ref={ref}
      style={{ position: 'absolute', left: area.left, top: area.top, width, height, imageRendering: 'auto' }}
    />
  );
}
