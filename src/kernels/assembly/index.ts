/**
 * All kernels of the module. They own no memory: every pointer, scratch included, comes from the caller.
 *
 * AssemblyScript marks small functions with `@inline`. Editors read these files as TypeScript, which has no
 * decorators of functions: `@ts-ignore` over each is for them alone, since `tsc` does not check this folder.
 */
export {
  batchNormApply,
  batchNormFactor,
  batchNormGradientApply,
  batchNormGradientFactors,
  batchNormGradientSums,
  batchNormMoments,
} from './batchnorm';
export {
  addFilterGradient,
  addScatteredFilterGradient,
  addWindows,
  clearBytes,
  convolveImage,
  fillOffsets,
  packTurnedFilter,
  placeImage,
  unpackFilterGradient,
} from './conv';
export { depthwiseFilterGradient, depthwiseForward, depthwiseInputGradient } from './depthwise';
export { adamUpdate, reluGradient, sgdUpdate } from './elementwise';
export { putOnGrid } from './grid';
export {
  addImages,
  averagePool,
  convolveFused,
  copyWindows,
  multiplyRowFused,
  scaleChannels,
} from './infer';
export { softmaxCrossEntropy, softmaxCrossEntropyGradient } from './loss';
export { multiplyColumns, multiplyFew, multiplyRows, packMatrix } from './matmul';
export { multiplyNibbleRow } from './nibble';
export { averagePoolGradient, maxPool, maxPoolDisjointGradient, maxPoolGradient } from './pool';
export { measureRoof, measureWholeRoof, readMemory } from './roof';
export { convolveSigns, meanSizes, packSigns, scaleByWindows, toSigns } from './signs';
export { areFinite, roundFloats } from './smallfloat';
export {
  convolveSparse,
  joinPlanes,
  multiplySparseBlocks,
  multiplySparseLists,
  multiplySparseRows,
  multiplySparseRowsInPlace,
  splitPlanes,
} from './sparse';
export { addWhole, convolveWhole, multiplyWholeRow } from './whole';
export { poolWhole } from './wholepool';
export { convolveWinograd } from './winograd';
