/**
 * What was fetched before the service worker was there to keep it? On the very first visit: the engine's
 * file, and what came first of the data sets in use. They are asked for once more, now through the service
 * worker; the browser still has most of them. Whatever is fetched later is kept as it comes.
 */
import { DATASET_NAMES, type DataManifest, type DatasetName } from '../spec/datasets.ts';
import { MODEL_DATASET, MODEL_NAMES } from '../spec/zoo.ts';
import { getLab } from '../state/current.ts';

/** A data set up to this size is kept whole once it is used at all: MNIST, not CIFAR-10. */
const WHOLE_UP_TO_BYTES = 20_000_000;

/** Fills the caches once a service worker has taken over a page that had none. */
export function warmCaches(): void {
  void keep('wasm/tfjs-backend-wasm-simd.wasm');
  const { engine } = getLab();
  const open = new Set<DatasetName>(DATASET_NAMES);
  const look = () => {
    for (const dataset of open) {
      if (engine.getState().datasets[dataset].status === 'absent') continue;
      open.delete(dataset);
      void warmDataset(dataset);
    }
    if (open.size === 0) unsubscribe();
  };
  const unsubscribe = engine.subscribe(look);
  look();
}

async function warmDataset(dataset: DatasetName): Promise<void> {
  const response = await fetchQuietly(`data/${dataset}/manifest.json`);
  if (!response?.ok) return;
  const { train, test } = (await response.json()) as DataManifest;
  const sizeBytes = [...train, ...test].reduce((sum, shard) => sum + shard.sizeBytes, 0);
  const shards = sizeBytes <= WHOLE_UP_TO_BYTES ? [...test, ...train] : test;
  const models = MODEL_NAMES.filter((name) => MODEL_DATASET[name] === dataset);
  const files = [
    ...models.map((name) => `models/${name}/model.fwm`),
    ...shards.map(({ file }) => `data/${dataset}/${file}`),
  ];
  // One after another: the engine's own loading goes first.
  for (const file of files) await keep(file);
}

/**
 * The page itself has no use for the bytes: its own copy would stop its frames while it arrives. The service
 * worker reads on.
 */
async function keep(path: string): Promise<void> {
  const response = await fetchQuietly(path);
  await response?.body?.cancel();
}

/** What cannot be fetched now is kept when it is next used. */
async function fetchQuietly(path: string): Promise<Response | null> {
  try {
    return await fetch(new URL(path, document.baseURI));
  } catch {
    return null;
  }
}
