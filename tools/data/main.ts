/** Prepares the data sets named on the command line, one after the other; all of them when none is named. */
import { DATASET_NAMES, type DatasetName } from '../../src/spec/datasets.ts';
import { prepareDataset } from './prepare.ts';

const names = process.argv.slice(2);
const unknown = names.find((name) => !DATASET_NAMES.includes(name as DatasetName));
if (unknown !== undefined) {
  console.error(`The data set must be one of ${DATASET_NAMES.join(', ')}, got ${unknown}.`);
  process.exit(1);
}
try {
  for (const name of names.length > 0 ? (names as DatasetName[]) : DATASET_NAMES) {
    await prepareDataset(name, { log: (line) => console.log(`  ${line}`) });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
