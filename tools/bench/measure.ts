/**
 * Measures engines side by side. Each contender of a group gets ready and takes one step, which tells how
 * slow it is; then rounds follow, in each of which every contender runs for a slice of time, warm, in an
 * order that turns from round to round, with the processor's roof measured between any two. What cannot run,
 * takes too long or computes something else gets a reason instead.
 */
import type { Contender, Group } from './contenders.ts';
import type { Answers, Command, Timing, WorkerKind } from './messages.ts';
import { type BenchOptions, toLayerPace } from './options.ts';

/** One slice of one contender. */
export interface Slice {
  readonly images: number;
  readonly elapsedMs: number;
  /** GFLOP/s, measured just before and just after. */
  readonly roofGflops: number;
}

export interface Measured {
  readonly contender: Contender;
  readonly slices: readonly Slice[];
  readonly device?: string;
  /** Largest difference from the expected result, relative to its largest value. */
  readonly difference?: number;
  /** Why there are no slices. */
  readonly reason?: string;
}

/** The workers, wherever they live. */
export interface Asker {
  open(key: string, kind: WorkerKind): Promise<void>;
  ask<K extends keyof Answers>(
    key: string,
    command: Extract<Command, { kind: K }>,
    timeoutMs: number,
  ): Promise<Answers[K]>;
  close(key: string): Promise<void>;
}

/** Starting a worker, loading its engine and drawing weights. */
const START_MS = 60_000;
const ROOF_KEY = 'roof';
/** Until the browser's optimizing compiler has taken the loop over. */
const ROOF_WARM_UPS = 15;

const MOST_WARM_UPS = 20;
/** So many in a row without a gain end the warm-up. */
const IDLE_WARM_UPS = 3;
const WARM_UP_GAIN = 0.95;

/** Items from `round` on and then those before it, so that nobody is always first. */
export function turn<T>(items: readonly T[], round: number): T[] {
  const start = items.length === 0 ? 0 : round % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/** Opens what measures the roof. */
export async function openRoof(asker: Asker): Promise<void> {
  await asker.open(ROOF_KEY, 'ours');
  for (let i = 0; i < ROOF_WARM_UPS; i++) await measureRoof(asker);
}

/** All roofs of one thread, in a worker of the page. */
export const askRoofs = (asker: Asker) => asker.ask(ROOF_KEY, { kind: 'roofs' }, START_MS);

const measureRoof = (asker: Asker) => asker.ask(ROOF_KEY, { kind: 'roof' }, START_MS);

/**
 * Others have run since a contender's last slice, and a slice of some nets is two steps: caches and sleeping
 * threads would count as much as the engine. So steps up to this long begin with one that is not counted.
 */
const MOST_COLD_MS = 1000;

/** A contender that is ready, and for how many rounds its pace allows. */
interface Ready {
  /** Milliseconds a batch. */
  readonly stepMs: number;
  readonly rounds: number;
  readonly device: string;
  readonly sample: readonly number[] | undefined;
  readonly expected: readonly number[] | undefined;
}

/** Measures a group from start to end and lets go of what it opened. */
export async function measureGroup(asker: Asker, group: Group, options: BenchOptions): Promise<Measured[]> {
  const pace = group.layer === undefined ? options : toLayerPace(options);
  const { contenders } = group;
  const ready = new Map<Contender, Ready>();
  const reasons = new Map<Contender, string>();
  for (const contender of contenders) {
    try {
      ready.set(contender, await prepare(asker, contender, pace));
    } catch (error) {
      reasons.set(contender, toReason(error));
    }
  }
  const reference = [...ready].find(
    ([each]) => each.task.kind === 'train' || each.task.method.kind === 'dense',
  );
  const differences = new Map<Contender, number>();
  for (const [contender, { sample, expected = reference?.[1].sample }] of ready) {
    if (sample === undefined || expected === undefined) continue;
    const difference = compare(sample, expected);
    differences.set(contender, difference);
    if (!(difference <= contender.tolerance)) {
      reasons.set(contender, `its result differs by ${(100 * difference).toPrecision(3)} %`);
    }
  }
  const runnable = contenders.filter((each) => !reasons.has(each));
  const slices = await runRounds(asker, runnable, ready, pace, reasons);
  for (const contender of contenders) await letGo(asker, contender);
  return contenders.map((contender) => {
    const [reason, difference] = [reasons.get(contender), differences.get(contender)];
    const device = ready.get(contender)?.device;
    return {
      contender,
      slices: reason === undefined ? (slices.get(contender) ?? []) : [],
      ...(device !== undefined && { device }),
      ...(difference !== undefined && { difference }),
      ...(reason !== undefined && { reason }),
    };
  });
}

async function prepare(asker: Asker, contender: Contender, pace: BenchOptions): Promise<Ready> {
  const { workerKey, worker, task, engine } = contender;
  await asker.open(workerKey, worker);
  const prepared = await asker.ask(workerKey, { kind: 'prepare', id: engine, task }, START_MS);
  const run = (minimumMs: number, timeoutMs: number) =>
    asker.ask(workerKey, { kind: 'run', id: engine, minimumMs }, timeoutMs);
  const first = await run(0, pace.capMs);
  const stepMs =
    first.elapsedMs < pace.warmUpMs
      ? await warmUp(() => run(pace.warmUpMs, pace.warmUpMs + pace.capMs), task.batch)
      : first.elapsedMs;
  const affordable = Math.floor(pace.capMs / 2 / Math.max(stepMs, pace.sliceMs));
  return {
    stepMs,
    rounds: Math.max(1, Math.min(pace.rounds, affordable)),
    device: prepared.device,
    sample: first.loss === undefined ? prepared.sample : [first.loss],
    expected: prepared.expected,
  };
}

/**
 * Runs until no further gain is seen: browsers start with quickly compiled code and put better code in its
 * place, one function at a time, sooner or later as the machine is free. @returns milliseconds a batch
 */
export async function warmUp(run: () => Promise<Timing>, batch: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let turns = 0, idle = 0; turns < MOST_WARM_UPS && idle < IDLE_WARM_UPS; turns++) {
    const { images, elapsedMs } = await run();
    const stepMs = (elapsedMs * batch) / images;
    idle = stepMs < WARM_UP_GAIN * best ? 0 : idle + 1;
    best = Math.min(best, stepMs);
  }
  return best;
}

async function runRounds(
  asker: Asker,
  contenders: readonly Contender[],
  ready: ReadonlyMap<Contender, Ready>,
  pace: BenchOptions,
  reasons: Map<Contender, string>,
): Promise<Map<Contender, Slice[]>> {
  const slices = new Map<Contender, Slice[]>(contenders.map((each) => [each, []]));
  let before = await measureRoof(asker);
  for (let round = 0; round < pace.rounds; round++) {
    for (const contender of turn(contenders, round)) {
      const { rounds, stepMs } = ready.get(contender)!;
      if (round >= rounds || reasons.has(contender)) continue;
      const { workerKey, engine } = contender;
      try {
        const isCold = stepMs < MOST_COLD_MS;
        const command = { kind: 'run', id: engine, minimumMs: pace.sliceMs, isCold } as const;
        // A step that took nearly the cap may take more the next time.
        const timing = await asker.ask(workerKey, command, 2 * pace.capMs);
        const after = await measureRoof(asker);
        slices.get(contender)?.push({ ...timing, roofGflops: (before + after) / 2 });
        before = after;
      } catch (error) {
        reasons.set(contender, toReason(error));
      }
    }
  }
  return slices;
}

/** Engines that train have a worker of their own, which ends; the others' workers serve the next group. */
async function letGo(asker: Asker, { workerKey, task, engine }: Contender): Promise<void> {
  if (task.kind === 'train') await asker.close(workerKey);
  else await asker.ask(workerKey, { kind: 'release', id: engine }, START_MS).catch(() => undefined);
}

/** Largest difference relative to the largest expected value. */
export function compare(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(...expected.map(Math.abs), Number.MIN_VALUE);
  return Math.max(...actual.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN)) / scale));
}

/** The first line of what went wrong. */
function toReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/^page\.evaluate: (Error: )?/, '');
}
