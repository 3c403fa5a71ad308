/**
 * The net of the home page's picture: the trained LeNet-300-100, with its smallest weights cut away as the
 * reader drags. What stays is worked out here at every move, by the function that the engine prunes with; the
 * engine writes the file and counts wrong answers for the newest cut, one at a time, and an answer to an
 * earlier cut is told as such.
 */
import { useEffect, useMemo, useState } from 'react';
import { keepLargestAcross } from '../../math/select.ts';
import type { Evaluation } from '../../protocol/events.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { Failure } from '../../spec/failure.ts';
import type { TensorSnapshot } from '../../spec/tensors.ts';
import { useEvaluation, useModel } from '../../state/hooks.ts';

const NET = 'lenet-300-100';
/** The slot that the lessons keep the trained net in, so that it is there already. */
const DENSE = 'dense';
const CUT = 'home-cut';
/** The first images, which arrive first. */
export const TESTED = 1000;

export interface Weighed {
  readonly fileBytes: number;
  /** Null where the images cannot be had. */
  readonly evaluation: Evaluation | null;
}

export interface CutNet {
  readonly kernels: readonly TensorSnapshot[];
  /** For each kernel, 1 where a weight stays. */
  readonly masks: readonly Uint8Array[];
  readonly dense: Weighed | null;
  /** The newest answer; null before the first. */
  readonly cut: Weighed | null;
  /** The answer is about an earlier cut. */
  readonly isPending: boolean;
  readonly failure: Failure | null;
}

/** @param level fraction of the weights that are cut, the smallest of all layers together */
export function useCutNet(level: number): CutNet {
  const trained = useTrainedNet();
  const kernels = useMemo(() => trained?.tensors.filter(({ role }) => role === 'kernel') ?? [], [trained]);
  const masks = useMemo(() => cutSmallest(kernels, level), [kernels, level]);
  const dense = useWeighed(DENSE);
  const cut = useWeighed(CUT);
  const { loadSnapshot } = useModel(CUT, ({ actions }) => actions);
  const [loaded, setLoaded] = useState<number | null>(null);
  const [last, setLast] = useState<{ readonly level: number; readonly weighed: Weighed } | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const [refused, setRefused] = useState<number | null>(null);
  const isAnswered = loaded === null || cut.weighed !== null;

  useEffect(() => {
    if (trained === null || isLoading || !isAnswered || loaded === level || refused === level) return;
    setIsLoading(true);
    loadSnapshot(toCutSnapshot(trained, kernels, masks), NET)
      .then(
        () => setLoaded(level),
        () => setRefused(level), // the engine's notices say why
      )
      .finally(() => setIsLoading(false));
  }, [trained, kernels, masks, level, loaded, refused, isLoading, isAnswered, loadSnapshot]);

  const { weighed } = cut;
  useEffect(() => {
    if (weighed !== null && loaded !== null && !isLoading) setLast({ level: loaded, weighed });
  }, [weighed, loaded, isLoading]);

  return {
    kernels,
    masks,
    dense: dense.weighed,
    cut: last?.weighed ?? null,
    isPending: last?.level !== level,
    failure: useModel(DENSE, ({ status, failure }) => (status === 'failed' ? failure : null)) ?? cut.failure,
  };
}

function useTrainedNet(): ModelSnapshot | null {
  const { name, snapshot } = useModel(DENSE, (state) => ({
    name: state.origin,
    snapshot: state.snapshot,
  }));
  const { loadCheckpoint } = useModel(DENSE, ({ actions }) => actions);
  useEffect(() => {
    if (name !== NET) loadCheckpoint(NET).catch(() => {}); // the slot's state says why
  }, [name, loadCheckpoint]);
  return name === NET ? snapshot : null;
}

/**
 * The file and the wrong answers of the net in a slot; null until both are there, or the answers cannot be
 * had.
 */
function useWeighed(slot: string): { readonly weighed: Weighed | null; readonly failure: Failure | null } {
  const version = useModel(slot, ({ origin, version: of }) => (origin === NET ? of : null));
  const { encode } = useModel(slot, ({ actions }) => actions);
  const [file, setFile] = useState<{ readonly version: number; readonly bytes: number } | null>(null);
  useEffect(() => {
    if (version === null) return;
    let isWanted = true;
    encode().then(
      (bytes) => {
        if (isWanted) setFile({ version, bytes: bytes.length });
      },
      () => {}, // the engine's notices say why
    );
    return () => {
      isWanted = false;
    };
  }, [version, encode]);
  const { answer, failure } = useEvaluation(
    slot,
    version === null ? null : { dataset: 'mnist', examples: TESTED },
  );
  const fileBytes = file !== null && file.version === version ? file.bytes : null;
  const weighed = useMemo(
    () =>
      fileBytes === null || (answer === null && failure === null) ? null : { fileBytes, evaluation: answer },
    [fileBytes, answer, failure],
  );
  return { weighed, failure };
}

/** Masks that keep the largest weights of all kernels together, as many as the engine keeps at that level. */
export function cutSmallest(kernels: readonly TensorSnapshot[], level: number): readonly Uint8Array[] {
  const values = kernels.map((kernel) => kernel.values);
  const count = values.reduce((sum, { length }) => sum + length, 0);
  return keepLargestAcross(values, count - Math.round(count * level));
}

function toCutSnapshot(
  model: ModelSnapshot,
  kernels: readonly TensorSnapshot[],
  masks: readonly Uint8Array[],
): ModelSnapshot {
  const transforms = kernels.map(({ name }, index) => ({
    kind: 'mask' as const,
    tensor: name,
    kept: masks[index]!,
  }));
  return { ...model, transforms };
}
