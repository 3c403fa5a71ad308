/**
 * A run that outlives its process: what it has come to lies in a file, written anew after each epoch and
 * stage, and the same recipe goes on from there. The file goes when the run ends.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { computeCrc32 } from '../../src/math/crc32.ts';
import type { RunEvent, StageEnded } from '../../src/protocol/events.ts';
import type { RunSnapshot } from '../../src/protocol/snapshots.ts';
import type { Recipe } from '../../src/recipe/schema.ts';
import { CACHE_FOLDER } from '../house/paths.mjs';

/** What is known of a run that was stopped. */
interface KeptRun {
  readonly snapshot: RunSnapshot;
  /** Its stages so far, without snapshots of their own. */
  readonly stages: readonly StageEnded[];
  readonly elapsedMs: number;
}

/** Where the lab keeps runs that may be stopped. */
export const KEPT_RUNS = path.join(CACHE_FOLDER, 'runs');

export class RunKeeper {
  readonly #file: string;
  #before: KeptRun | undefined;
  #stages: readonly StageEnded[] = [];
  #began = performance.now();
  /** Writes one after the other. */
  #written: Promise<void> = Promise.resolve();

  readonly #warn: (sentence: string) => void;

  /**
   * @param folder where kept runs lie, by recipe
   * @param warn hears when the run could not be written; it goes on, and the next epoch is tried anew
   */
  constructor(recipe: Recipe, folder: string, warn: (sentence: string) => void) {
    this.#warn = warn;
    const key = computeCrc32(new TextEncoder().encode(JSON.stringify(recipe))).toString(16);
    this.#file = path.join(folder, `${key}.run`);
  }

  /** @returns undefined where the run has not begun; @throws with one sentence when its file is damaged */
  async open(): Promise<KeptRun | undefined> {
    const bytes = await readFile(this.#file).catch(() => undefined);
    if (bytes === undefined) return undefined;
    try {
      this.#before = deserialize(bytes) as KeptRun;
      this.#stages = this.#before.stages;
    } catch {
      throw new Error(`The kept run ${this.#file} is damaged: delete it to begin anew.`);
    }
    this.#began = performance.now();
    return this.#before;
  }

  /** Keeps what an event brings, and hands it on as if the run had never stopped: without its snapshot. */
  hear(event: RunEvent): RunEvent {
    if (event.kind === 'runEnded') {
      const { snapshot: _, ...rest } = event;
      return { ...rest, elapsedMs: rest.elapsedMs + (this.#before?.elapsedMs ?? 0) };
    }
    if (event.kind !== 'epochEnded' && event.kind !== 'stageEnded') return event;
    const { snapshot, ...rest } = event;
    if (rest.kind === 'stageEnded') this.#stages = [...this.#stages, rest];
    if (snapshot !== undefined) this.#keep({ snapshot, stages: this.#stages, elapsedMs: this.#elapsedMs });
    return rest;
  }

  /** Once everything is written. */
  settle(): Promise<void> {
    return this.#written;
  }

  async forget(): Promise<void> {
    await this.#written;
    await rm(this.#file, { force: true }).catch(({ message }: Error) =>
      this.#warn(`The kept run could not be deleted: ${message}.`),
    );
  }

  get #elapsedMs(): number {
    return (this.#before?.elapsedMs ?? 0) + performance.now() - this.#began;
  }

  #keep(run: KeptRun): void {
    const bytes = serialize(run);
    this.#written = this.#written
      .then(async () => {
        await mkdir(path.dirname(this.#file), { recursive: true });
        await writeFile(`${this.#file}.part`, bytes);
        await rename(`${this.#file}.part`, this.#file);
      })
      .catch(({ message }: Error) => this.#warn(`This epoch of the run could not be kept: ${message}.`));
  }
}
