/** Makes sure that stock tfjs is really stock: follows every import of its worker. */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ROOT } from '../../house/paths.mjs';

async function listImports(file: string, found = new Set<string>()): Promise<Set<string>> {
  found.add(file);
  const text = await readFile(file, 'utf8');
  for (const [statement, path = ''] of text.matchAll(/\b(?:import|export)\b[^;]*?['"](\.[^'"]+\.ts)['"]/g)) {
    const next = join(dirname(file), path);
    if (!/^(import|export) type\b/.test(statement) && !found.has(next)) await listImports(next, found);
  }
  return found;
}

const listFrom = async (worker: string) =>
  [...(await listImports(fileURLToPath(new URL(worker, import.meta.url))))].map((file) =>
    relative(ROOT, file).replaceAll('\\', '/'),
  );

it('loads none of our kernels, gradient rules or training', async () => {
  const files = await listFrom('./tfjs.ts');
  expect(files).toContain('tools/bench/engines/stock.ts');
  expect(files).toContain('tools/bench/engines/wasm.ts');
  expect(
    files.filter((file) => /^src\/(kernels|core\/(train|engine|measure|transforms))\//.test(file)),
  ).toEqual([]);
});

it('would notice if it did, as our own worker does', async () => {
  expect(await listFrom('./ours.ts')).toContain('src/kernels/register.ts');
});
