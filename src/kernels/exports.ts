/**
 * What can be called in our WebAssembly module, by the signatures of assembly/index.ts as JavaScript sees
 * them: addresses and sizes are numbers, sizes count elements unless the name says bytes.
 */
type Call<Names extends string> = (...args: Numbers<Split<Names>>) => void;
/** A space-separated list of argument names as a tuple, so that the count of arguments is checked. */
type Split<S extends string> = S extends `${infer First} ${infer Rest}` ? [First, ...Split<Rest>] : [S];
type Numbers<Names extends readonly unknown[]> = { [K in keyof Names]: number };

type DepthwiseSizes = 'rows columns strideRows strideColumns kernelHeight kernelWidth channels multiplier';
type PoolSizes = 'height width channels rows columns sizeRows sizeColumns strideRows strideColumns top left';

export interface KernelExports {
  packMatrix: Call<'b k n isTransposed panels'>;
  multiplyRows: Call<'a panels c m k n'>;
  multiplyColumns: Call<'a panels c m k n scratch'>;
  multiplyFew: Call<'a b c m k n'>;
  placeImage: Call<'from height width channels to top left outHeight outWidth'>;
  clearBytes: Call<'at bytes'>;
  fillOffsets: Call<'table rows columns rowBytes columnBytes'>;
  convolveImage: Call<'x inOffsets y outOffsets pixels runs run skip panels outputs'>;
  packTurnedFilter: Call<'w kernelHeight kernelWidth channels outputs firstRow firstColumn strideRows strideColumns panels'>;
  addFilterGradient: Call<'x rowBytes pixelBytes strideRows runs run dy rows columns outputs block sums'>;
  addScatteredFilterGradient: Call<'x rowBytes pixelBytes strideRows offsets depth dy rows columns outputs block sums'>;
  unpackFilterGradient: Call<'sums runs run outputs w'>;
  depthwiseForward: Call<`x rowBytes w y ${DepthwiseSizes}`>;
  depthwiseInputGradient: Call<`dy w dx rowBytes ${DepthwiseSizes}`>;
  depthwiseFilterGradient: Call<`x rowBytes dy dw ${DepthwiseSizes}`>;
  maxPool: Call<`x y ${PoolSizes}`>;
  maxPoolGradient: Call<`x dy dx ${PoolSizes}`>;
  maxPoolDisjointGradient: Call<'x dy dx width channels rows columns sizeRows sizeColumns'>;
  averagePoolGradient: Call<`dy dx ${PoolSizes}`>;
  addWindows: Call<'dy rows columns outputs panels windows dx rowBytes pixelBytes strideRows runs run'>;
  batchNormMoments: Call<'x rows channels mean variance totals'>;
  batchNormFactor: Call<'scale variance channels epsilon factor'>;
  batchNormApply: Call<'x y rows channels mean factor shift relu'>;
  batchNormGradientSums: Call<'x dy rows channels mean factor shift relu sums moments'>;
  batchNormGradientFactors: Call<'sums moments rows channels variance epsilon factor dscale dshift offset slope'>;
  batchNormGradientApply: Call<'x dy dx rows channels mean factor shift relu offset slope'>;
  reluGradient: Call<'dy y dx count'>;
  sgdUpdate: Call<'w g velocity mask nextW nextVelocity count rate momentum decay nesterov'>;
  adamUpdate: Call<'w g first second mask nextW nextFirst nextSecond count rate beta1 beta2 share1 share2 epsilon decay'>;
  softmaxCrossEntropy: (...args: Parameters<Call<'logits targets probabilities batch classes'>>) => number;
  softmaxCrossEntropyGradient: Call<'probabilities targets dlogits batch classes factor'>;
  convolveFused: Call<'x inOffsets y outOffsets pixels runs run skip panels outputs bias relu'>;
  copyWindows: Call<'x inOffsets pixels runs runBytes rowBytes to'>;
  multiplyRowFused: Call<'x panels y k n bias relu'>;
  addImages: Call<'x xBytes other otherBytes y yBytes rows count relu'>;
  scaleChannels: Call<'x y pixels channels factor shift relu'>;
  averagePool: Call<`x y ${PoolSizes}`>;
  multiplySparseLists: Call<'steps entries groups bias places relu'>;
  multiplySparseBlocks: Call<'steps inputs weights groups bias places relu'>;
  multiplySparseRows: Call<'x starts entries y rows inputs outputs turned bias relu'>;
  multiplySparseRowsInPlace: Call<'x starts entries y rows inputs outputs sums bias relu'>;
  convolveSparse: Call<'x starts entries y planeBytes pixels outputs bias relu'>;
  splitPlanes: Call<'from rowBytes pixelBytes rows columns channels to planeBytes pitchBytes'>;
  joinPlanes: Call<'from planeBytes pitchBytes rows columns channels to rowBytes'>;
  putOnGrid: Call<'x xBytes y yBytes rows count step zeroPoint least most'>;
  toSigns: Call<'x xBytes y yBytes rows count'>;
  meanSizes: Call<'x xBytes rows columns channels to'>;
  scaleByWindows: Call<'means height width size stride top left x xBytes y yBytes rows columns channels'>;
  packSigns: Call<'from pixels channels to'>;
  convolveSigns: Call<'x inOffsets y outOffsets constants constantOffsets pixels runs bytes skip panels hasZeros factors bias outputs relu'>;
  convolveWhole: Call<'x inOffsets y outOffsets pixels runs pairs skip panels factors bias outputs least most rescales'>;
  multiplyWholeRow: Call<'x panels y pairs outputs factors bias least most rescales'>;
  multiplyNibbleRow: Call<'x panels y pairs outputs factors bias least most rescales'>;
  addWhole: Call<'x xBytes other otherBytes y yBytes rows count first second factor least most'>;
  poolWhole: Call<'x xBytes y yBytes height width channels rows columns sizeRows sizeColumns stride top left factors least most'>;
  convolveWinograd: Call<'side x inRowBytes channels y outRowBytes outputs rows columns patch values products block panels panelBytes bias relu'>;
  areFinite: (...args: Parameters<Call<'x count'>>) => number;
  roundFloats: Call<'x y count shift normal magic largest beyond'>;
  measureRoof: Call<'rounds at'>;
  measureWholeRoof: Call<'rounds at'>;
  readMemory: Call<'at bytes rounds to'>;
}
