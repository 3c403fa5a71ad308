/**
 * What a new worker is given so that it holds what the last one held: the page's copies of models, by slot,
 * and data sets.
 */
import type { CommandKind, Commands } from '../protocol/commands.ts';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import type { DatasetName } from '../spec/datasets.ts';
import type { Connection } from './connection.ts';
import { CallRefused } from './errors.ts';

export class EngineContents {
  readonly #models = new Map<string, ModelSnapshot>();
  readonly #datasets = new Set<DatasetName>();

  /** Takes note of a command that was answered. */
  remember<Kind extends CommandKind>(kind: Kind, values: Commands[Kind]['arguments'], answer: unknown): void {
    if (kind === 'loadModel') {
      this.#models.set((values as Commands['loadModel']['arguments']).slot, answer as ModelSnapshot);
    } else if (kind === 'releaseModel') {
      this.#models.delete((values as Commands['releaseModel']['arguments']).slot);
    } else if (kind === 'loadData') {
      this.#datasets.add((values as Commands['loadData']['arguments']).dataset);
    }
  }

  /**
   * Gives everything to a new worker; resolves when the models are in their slots, while data goes on
   * loading.
   */
  async restore(connection: Connection): Promise<void> {
    await Promise.all(
      [...this.#models].map(([slot, model]) =>
        connection.call('loadModel', { slot, source: { kind: 'snapshot', model } }).catch((error) => {
          if (!(error instanceof CallRefused)) throw error;
          this.#models.delete(slot);
        }),
      ),
    );
    for (const dataset of this.#datasets) connection.call('loadData', { dataset }).catch(() => {}); // its events tell
  }
}
