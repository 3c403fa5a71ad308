/**
 * How fast the lab is beside what else there is. `npm run -s bench -- train [--json]`, `infer`, `winograd`
 * (convolutions of 3 x 3 by minimal filtering, directly and with windows copied out) and `roofs` (what one
 * thread can do at most): our engine, tfjs as it ships and onnxruntime-web in one page of a real browser, in
 * turns. What it prints is the result; what it says on the way goes to the error stream.
 */
import { openBench } from './bench/browser.ts';
import { listGroups } from './bench/contenders.ts';
import { askRoofs, measureGroup, openRoof } from './bench/measure.ts';
import { parseOptions } from './bench/options.ts';
import { toReport } from './bench/rows.ts';
import { toJson, toRoofLines, toTable } from './bench/table.ts';
import { withTorch } from './bench/torch/asker.ts';

const log = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  const groups = listGroups(options);
  const bench = await openBench();
  const asker = withTorch(bench.asker);
  try {
    log(bench.browser);
    await openRoof(asker);
    if (options.mode === 'roofs') {
      const roofs = await askRoofs(asker);
      process.stdout.write(`${options.json ? JSON.stringify(roofs) : toRoofLines(roofs).join('\n')}\n`);
      return;
    }
    const results = [];
    for (const group of groups) {
      const began = performance.now();
      results.push([group, await measureGroup(asker, group, options)] as const);
      const seconds = (performance.now() - began) / 1000;
      log(`${group.net} ${group.layer ?? ''}: ${seconds.toFixed(0)} s`);
    }
    const report = toReport(results);
    process.stdout.write(`${options.json ? toJson(report) : toTable(report, options)}\n`);
  } finally {
    await bench.close();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    log(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
