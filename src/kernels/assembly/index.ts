/** All kernels of the module. They own no memory: every pointer, scratch included, comes from the caller. */
export {
  addFilterGradient,
  addScatteredFilterGradient,
  clearBytes,
  convolveImage,
  fillOffsets,
  packTurnedFilter,
  placeImage,
  unpackFilterGradient,
} from './conv';
export { depthwiseFilterGradient, depthwiseForward, depthwiseInputGradient } from './depthwise';
export { multiplyColumns, multiplyFew, multiplyRows, packMatrix } from './matmul';
export { averagePoolGradient, maxPool, maxPoolGradient } from './pool';
export { measureRoof } from './roof';
