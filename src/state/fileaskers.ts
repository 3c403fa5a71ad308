/** Which quick questions are there about files? What lies where in one, what a few of its bits say, and other ways to write it. */
import type { StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../client/client.ts';
import type { FieldPage, FileAnatomy, PositionSize } from '../protocol/anatomy.ts';
import { type Asker, createAsker } from './asker.ts';
import { callTwice } from './model.ts';
import type { ModelState } from './modelstate.ts';
import type { FieldQuery } from './querystate.ts';

/** Tells arrays apart without looking into them. */
function createNamer(): (bytes: Uint8Array) => number {
  const names = new WeakMap<Uint8Array, number>();
  let next = 1;
  return (bytes) => {
    if (!names.has(bytes)) names.set(bytes, next++);
    return names.get(bytes)!;
  };
}

export function createFileMapAsker(client: EngineClient): Asker<Uint8Array, FileAnatomy> {
  const toName = createNamer();
  return createAsker({
    toKey: (bytes) => String(toName(bytes)),
    answer: (bytes) => callTwice(() => client.call('dissect', { bytes })),
  });
}

export function createFieldAsker(client: EngineClient): Asker<FieldQuery, FieldPage> {
  const toName = createNamer();
  return createAsker({
    toKey: ({ bytes, region, from, count }) => `${toName(bytes)} ${region} ${from} ${count}`,
    answer: (question) => callTwice(() => client.call('readFields', question)),
  });
}

export function createPositionAsker(
  client: EngineClient,
  slot: string,
  model: StoreApi<ModelState>,
): Asker<string, readonly PositionSize[]> {
  return createAsker({
    toKey: (tensor) => {
      const { snapshot, version } = model.getState();
      return snapshot === null ? null : `${version} ${tensor}`;
    },
    answer: (tensor) => callTwice(() => client.call('comparePositions', { slot, tensor })),
    onChange: (listener) =>
      model.subscribe((state, before) => {
        if (state.version !== before.version) listener();
      }),
  });
}
