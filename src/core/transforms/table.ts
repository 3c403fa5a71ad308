/** From a transform's snapshot to a live one. A kind that this table lacks does not compile. */
import type { TensorInfo } from '../../spec/model.ts';
import type { TransformKind, TransformSnapshot } from '../../techniques/transforms.ts';
import { createBinary } from './binary.ts';
import { createCodebook } from './codebook.ts';
import { createDoReFa } from './dorefa.ts';
import { createFixedPoint } from './fixedpoint.ts';
import { createMask } from './mask.ts';
import { createQuantizer } from './quantizer.ts';
import { createSmallFloat } from './smallfloat.ts';
import { createTernary } from './ternary.ts';
import type { WeightTransform } from './transform.ts';

type Restore<Kind extends TransformKind> = (
  snapshot: Extract<TransformSnapshot, { kind: Kind }>,
  tensor: TensorInfo,
) => WeightTransform;

const RESTORES: { readonly [Kind in TransformKind]: Restore<Kind> } = {
  mask: ({ tensor, kept, isSplicing }, { shape }) => createMask(tensor, shape, kept, isSplicing),
  quantizer: createQuantizer,
  binary: createBinary,
  ternary: createTernary,
  doReFa: createDoReFa,
  fixedPoint: createFixedPoint,
  smallFloat: createSmallFloat,
  codebook: ({ tensor, codes }, { shape }) => createCodebook(tensor, shape, codes),
};

/** @throws when the snapshot does not fit the tensor */
export function restoreTransform(snapshot: TransformSnapshot, tensor: TensorInfo): WeightTransform {
  return (RESTORES[snapshot.kind] as Restore<TransformKind>)(snapshot as never, tensor);
}
