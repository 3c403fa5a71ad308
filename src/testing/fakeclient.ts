/** A client of an engine that is played, and all that it told. */
import { EngineClient } from '../client/client.ts';
import type { ClientEvent } from '../client/types.ts';
import { FakeEngine, type FakeEngineOptions } from './fakeengine.ts';

/** What an epoch of the played engine takes: three steps of 5 ms. */
export const EPOCH_MS = 15;

export function createClient(options: Partial<FakeEngineOptions> = {}, backend: 'wasm' | 'webgl' = 'wasm') {
  const engine = new FakeEngine(options);
  const client = new EngineClient({
    spawn: engine.spawn,
    locks: engine.locks,
    backend,
    paths: { dataPath: '/data/', modelsPath: '/models/', wasmPath: '/wasm/' },
  });
  const events: ClientEvent[] = [];
  client.subscribe((event) => events.push(event));
  const ofKind = <Kind extends ClientEvent['kind']>(kind: Kind) =>
    events.filter((event): event is Extract<ClientEvent, { kind: Kind }> => event.kind === kind);
  return { engine, client, events, ofKind };
}
