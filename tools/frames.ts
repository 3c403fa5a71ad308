/**
 * Tells whether the page keeps up while every worker trains. `npx tsx tools/frames.ts [--net name | --place
 * /lessons/... --press button] [--settle n] [--seconds n]`: opens the built lab (`npm run build` first) in a
 * fresh profile, leaves it alone for n seconds (none), then trains a net on the bench or presses a button of
 * another page. For every five seconds from then on it prints how many animation frames there were, the
 * longest wait between two, and every task of the page's thread of more than 50 ms (what browsers call a long
 * task) with the scripts that ran in it. It wants a quiet machine.
 */
import { parseArgs } from 'node:util';
import { openLab, openTraining } from './watch/lab.ts';

const WINDOW_SECONDS = 5;

const { values } = parseArgs({
  options: {
    net: { type: 'string', default: 'resnet-20' },
    place: { type: 'string' },
    press: { type: 'string' },
    settle: { type: 'string', default: '0' },
    seconds: { type: 'string', default: '30' },
  },
});

interface LongTask {
  readonly ms: number;
  readonly scripts: readonly string[];
}

interface Watched {
  readonly frames: number;
  readonly longestWaitMs: number;
  readonly tasks: readonly LongTask[];
}

/** As the browser's long animation frames tell it; the types of the DOM library do not know them yet. */
interface AnimationFrameScript {
  readonly duration: number;
  readonly invoker: string;
  readonly sourceURL: string;
  readonly sourceFunctionName: string;
}

/** Runs in the page. */
async function watch(milliseconds: number): Promise<Watched> {
  const entries: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => void entries.push(...list.getEntries()));
  observer.observe({ entryTypes: ['longtask', 'long-animation-frame'] });
  const began = performance.now();
  let last = began;
  let count = 0;
  let longestWaitMs = 0;
  while (last - began < milliseconds) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    longestWaitMs = Math.max(longestWaitMs, now - last);
    last = now;
    count += 1;
  }
  entries.push(...observer.takeRecords());
  observer.disconnect();
  const frames = entries.filter(({ entryType }) => entryType === 'long-animation-frame');
  const tasks = entries
    .filter(({ entryType }) => entryType === 'longtask')
    .map(({ startTime, duration }) => {
      const frame = frames.find(
        (each) => each.startTime <= startTime + duration && startTime <= each.startTime + each.duration,
      ) as (PerformanceEntry & { scripts: AnimationFrameScript[] }) | undefined;
      const scripts = (frame?.scripts ?? []).map(
        (each) =>
          `${Math.round(each.duration)} ms ${each.invoker} ${each.sourceURL.split('/').at(-1)} ${each.sourceFunctionName}`,
      );
      return { ms: duration, scripts };
    });
  return { frames: count, longestWaitMs, tasks };
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const seconds = Number(values.seconds);
  if (!Number.isInteger(seconds) || seconds < WINDOW_SECONDS)
    throw new Error(`--seconds must be at least ${WINDOW_SECONDS}, got ${values.seconds}`);
  const { net, place, press } = values;
  const settleMs = 1000 * Number(values.settle);
  if (!(settleMs >= 0)) throw new Error(`--settle must be a number of seconds, got ${values.settle}`);
  if ((place === undefined) !== (press === undefined))
    throw new Error('--place and --press belong together: a page, and the button that starts its training.');
  const lab = await (place === undefined ? openTraining(net, settleMs) : openLab(place, press!, settleMs));
  for (let from = 0; from + WINDOW_SECONDS <= seconds; from += WINDOW_SECONDS) {
    const { frames, longestWaitMs, tasks } = await lab.page.evaluate(watch, 1000 * WINDOW_SECONDS);
    print(
      `${place ?? net}, seconds ${from} to ${from + WINDOW_SECONDS}: ${(frames / WINDOW_SECONDS).toFixed(1)} frames a second, longest wait ${longestWaitMs.toFixed(0)} ms, long tasks: ${tasks.length}`,
    );
    for (const { ms, scripts } of tasks) {
      print(`  ${ms.toFixed(0)} ms`);
      for (const script of scripts) print(`    ${script}`);
    }
  }
  await lab.close();
}

await main();
process.exit(0);
