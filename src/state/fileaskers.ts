/**
 * Which quick questions are there about files? What lies where in one, what a few of its bits say, and other
 * ways to write it.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../client/client.ts';
import type { FieldPage, FileAnatomy, PositionSize } from '../protocol/anatomy.ts';
import type { Commands } from '../protocol/commands.ts';
import { toFailure } from '../spec/failure.ts';
import { type Asker, createAsker } from './asker.ts';
import { callTwice } from './model.ts';
import type { ModelState } from './modelstate.ts';
import type { FieldQuery } from './querystate.ts';

/**
 * Files on their way to the worker: each goes there once, and is known by its id from then on. A worker that
 * was replaced, or that has made room for other files, gets it again when it is asked about.
 */
export class FileDesk {
  readonly #client: Pick<EngineClient, 'call'>;
  readonly #names = new WeakMap<Uint8Array, number>();
  readonly #ids = new WeakMap<Uint8Array, string>();
  #next = 1;

  constructor(client: Pick<EngineClient, 'call'>) {
    this.#client = client;
  }

  /** Tells arrays apart without looking into them. */
  nameOf(bytes: Uint8Array): number {
    const name = this.#names.get(bytes) ?? this.#next++;
    this.#names.set(bytes, name);
    return name;
  }

  async dissect(bytes: Uint8Array): Promise<Commands['dissect']['answer']> {
    const answer = await callTwice(() => this.#client.call('dissect', { bytes }));
    this.#ids.set(bytes, answer.file);
    return answer;
  }

  async readFields({ bytes, ...rest }: FieldQuery): Promise<FieldPage> {
    const read = (file: string) => callTwice(() => this.#client.call('readFields', { file, ...rest }));
    const known = this.#ids.get(bytes);
    try {
      if (known !== undefined) return await read(known);
    } catch (error) {
      if (toFailure(error).code !== 'noFile') throw error;
    }
    return read((await this.dissect(bytes)).file);
  }
}

export function createFileMapAsker(files: FileDesk): Asker<Uint8Array, FileAnatomy> {
  return createAsker({
    toKey: (bytes) => String(files.nameOf(bytes)),
    answer: async (bytes) => (await files.dissect(bytes)).anatomy,
  });
}

export function createFieldAsker(files: FileDesk): Asker<FieldQuery, FieldPage> {
  return createAsker({
    toKey: ({ bytes, region, from, count }) => `${files.nameOf(bytes)} ${region} ${from} ${count}`,
    answer: (question) => files.readFields(question),
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
