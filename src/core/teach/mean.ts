/** The mean of several arrays, place by place: summed in double precision in their order, rounded once. */
export function meanOf(arrays: readonly Float32Array[]): Float32Array {
  const [first] = arrays;
  if (first === undefined) throw new Error('there is no mean of nothing');
  if (arrays.length === 1) return first;
  return first.map((_, place) => arrays.reduce((sum, each) => sum + each[place]!, 0) / arrays.length);
}
