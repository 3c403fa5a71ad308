/**
 * Tells whether a call leaves anything behind, by counts before and after, for tensors or whatever else is to
 * be freed.
 */

/**
 * Runs `act` several times and throws when the count has changed. The first time does not count: what is made
 * once and kept on purpose (compiled kernels, constants) is no leak.
 * @param count such as `() => tf.memory().numTensors`
 */
export async function expectNoLeak(count: () => number, act: () => unknown, times = 3): Promise<void> {
  await act();
  const before = count();
  for (let time = 0; time < times; time++) await act();
  const left = count() - before;
  if (left !== 0) throw new Error(`${times} calls left ${left} behind`);
}
