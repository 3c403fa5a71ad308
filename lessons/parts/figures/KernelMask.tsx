import { FilterGrid } from '../../../src/plots/fields/FilterGrid.tsx';
import { MaskImage } from '../../../src/plots/fields/MaskImage.tsx';
import type { FrameProps } from '../../../src/plots/types.ts';
import type { Kernel } from '../kernels.ts';
import { useFormats, useWords } from '../words.ts';

const words = {
  mask: { en: 'Mask of {layer}', zh: '{layer} 的掩码' },
  kernels: { en: 'Kernels of {layer}', zh: '{layer} 的卷积核' },
  finding: {
    en: '{kept} of the {weights} weights of {layer} stay.',
    zh: '{layer} 的 {weights} 个权重中，保留了 {kept} 个。',
  },
  inputs: { en: 'inputs', zh: '输入' },
  pixels: { en: 'pixels of the image, row by row', zh: '图像的像素，逐行排列' },
  neurons: { en: 'neurons', zh: '神经元' },
  band: { en: 'row of the image', zh: '图像的行' },
  pixel: { en: 'pixel in row {row}, column {column}', zh: '第 {row} 行第 {column} 列的像素' },
} as const;

/** A kernel, and which of its weights a mask keeps. */
export interface MaskedKernel {
  readonly kernel: Kernel;
  /** 1 kept, 0 pruned. */
  readonly kept: Uint8Array;
  readonly keptCount: number;
}

/** Of the images of digits. */
export const SIDE = 28;

export function readsImage({ kernel }: Pick<MaskedKernel, 'kernel'>): boolean {
  return kernel.shape.length === 2 && kernel.shape[0] === SIDE * SIDE;
}

export interface KernelMaskProps extends Partial<Pick<FrameProps, 'title' | 'finding' | 'showFinding'>> {
  /** Names the mask of a dense kernel, and the kernels of a convolution. */
  readonly ids: readonly [string, string];
  readonly cut: MaskedKernel;
  /** The image's rows as bands that a reader can point into. */
  readonly hasBands?: boolean;
  readonly onCell?: (cell: number | null) => void;
}

/** What a cut leaves of a kernel: a dense one as a mask, a convolution's as small kernels, crossed out. */
export function KernelMask({ ids, cut, hasBands = false, onCell, ...frame }: KernelMaskProps) {
  const { kernel, kept, keptCount } = cut;
  const { layer, shape, values } = kernel;
  const say = useWords(words);
  const { integer } = useFormats();
  const isImage = readsImage(cut);
  const isDense = shape.length === 2;
  const [rows = 0, columns = 0] = shape;
  const finding = say('finding', { layer, kept: integer(keptCount), weights: integer(values.length) });
  const shared = { title: say(isDense ? 'mask' : 'kernels', { layer }), finding, values, kept, ...frame };
  const describeRow = (row: number) =>
    say('pixel', { row: Math.floor(row / SIDE) + 1, column: (row % SIDE) + 1 });
  if (!isDense)
    return (
      <FilterGrid
        id={ids[1]}
        shape={shape as unknown as readonly [number, number, number, number]}
        {...shared}
      />
    );
  return (
    <MaskImage
      id={ids[0]}
      {...shared}
      rows={rows}
      columns={columns}
      rowLabel={say(isImage ? 'pixels' : 'inputs')}
      columnLabel={say('neurons')}
      variant="pruned"
      {...(isImage && hasBands ? { bands: SIDE, bandLabel: say('band'), describeRow } : {})}
      onHoverCell={(at) => onCell?.(at === undefined ? null : at.row * columns + at.column)}
    />
  );
}
