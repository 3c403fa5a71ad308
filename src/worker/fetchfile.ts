/** How the engine's thread gets a file of the site. */
import { withCode } from '../spec/failure.ts';

/**
 * A retry asks past the caches: the browser's own, and what a service worker has kept.
 * @throws with the code `unreachable` or `fetchRefused`
 */
export async function fetchFile(url: string, isRetry: boolean): Promise<Uint8Array> {
  if (isRetry && 'caches' in self) {
    for (const name of await caches.keys()) await (await caches.open(name)).delete(url);
  }
  const response = await fetch(url, { cache: isRetry ? 'reload' : 'default' }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw withCode(new Error(`${url} could not be reached: ${reason}`), 'unreachable', { url });
  });
  if (!response.ok) {
    const { status, statusText } = response;
    throw withCode(new Error(`${url} answered ${status} ${statusText}`.trim()), 'fetchRefused', {
      url,
      status,
    });
  }
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    throw withCode(new Error(`${url} broke off on its way`), 'unreachable', { url });
  }
}
