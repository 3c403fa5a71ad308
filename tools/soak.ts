/**
 * Tells whether memory stays flat while the lab trains for an hour. `npx tsx tools/soak.ts [--minutes n]
 * [--net name]`: trains in the built lab (`npm run build` first) in a headless Chromium, on Linux, and
 * prints, once a minute, the steps taken and the resident memory of all its processes together; at the end
 * the medians of the second and the last sixth of the time, and their ratio.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { median } from '../src/math/statistics.ts';
import { openTraining } from './watch/lab.ts';

const MINUTE_MS = 60_000;
const PAGE_BYTES = 4096;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    net: { type: 'string', default: 'lenet-5' },
  },
});

/** Resident bytes of every process of the browser. */
async function readMemory(page: Page): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = await Promise.all(
    processInfo.map(async ({ id }) => {
      const text = await readFile(`/proc/${id}/statm`, 'utf8').catch(() => '0 0');
      return Number(text.split(' ')[1]) * PAGE_BYTES;
    }),
  );
  return sizes.reduce((sum, each) => sum + each, 0);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const minutes = Number(values.minutes);
  if (!Number.isInteger(minutes) || minutes < 6)
    throw new Error(`--minutes must be at least 6, got ${values.minutes}`);
  const lab = await openTraining(values.net);
  const sizes: number[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    await lab.page.waitForTimeout(MINUTE_MS);
    sizes.push(await readMemory(lab.page));
    const progress = await lab.page.getByRole('progressbar').first().getAttribute('aria-valuenow');
    print(`minute ${minute}  ${(sizes.at(-1)! / 2 ** 20).toFixed(0)} MiB  progress ${progress} %`);
  }
  const sixth = Math.floor(minutes / 6);
  const [early, late] = [median(sizes.slice(sixth, 2 * sixth)), median(sizes.slice(-sixth))];
  print(
    `${values.net}: ${(early / 2 ** 20).toFixed(0)} MiB early, ${(late / 2 ** 20).toFixed(0)} MiB at the end, ratio ${(late / early).toFixed(3)}`,
  );
  await lab.close();
}

await main();
process.exit(0);
