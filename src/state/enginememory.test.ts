import { describe, expect, it } from 'vitest';
import { type Comparison, EngineMemory, toMachineKey } from './enginememory.ts';

const DAY_MS = 24 * 3600 * 1000;

const comparison: Comparison = {
  results: [
    { backend: 'wasm', adapter: null, outcome: { kind: 'measured', imagesPerSecond: 10, selfTestError: 0 } },
    {
      backend: 'webgl',
      adapter: 'a card',
      outcome: { kind: 'measured', imagesPerSecond: 20, selfTestError: 0 },
    },
  ],
  openedMs: 100,
  measuredMs: 300,
  at: 1000 * DAY_MS,
};

function createStorage(text: string | null = null) {
  const kept = { text };
  return {
    kept,
    getItem: () => kept.text,
    setItem: (_: string, next: string) => {
      kept.text = next;
    },
  };
}

describe('the memory of measurements', () => {
  it('knows on a second visit what was measured on the first, for that model alone', () => {
    const storage = createStorage();
    new EngineMemory(storage).keep('here', 'lenet-5', comparison);
    const memory = new EngineMemory(storage);
    expect(memory.find('here', 'lenet-5', comparison.at + DAY_MS)).toEqual(comparison);
    expect(memory.find('here', 'resnet-20', comparison.at)).toBeNull();
    memory.keep('here', 'resnet-20', comparison);
    expect(memory.find('here', 'lenet-5', comparison.at)).toEqual(comparison);
  });

  it('is about one machine: another browser, number of cores or graphics card knows nothing', () => {
    const memory = new EngineMemory(createStorage());
    const facts = { userAgent: 'a browser', cores: 4 };
    const adapters = { webgl: 'a card', webgpu: null };
    memory.keep(toMachineKey(facts, adapters), 'lenet-5', comparison);
    expect(memory.find(toMachineKey(facts, adapters), 'lenet-5', comparison.at)).not.toBeNull();
    for (const key of [
      toMachineKey({ ...facts, userAgent: 'its next version' }, adapters),
      toMachineKey({ ...facts, cores: 8 }, adapters),
      toMachineKey(facts, { ...adapters, webgl: 'another card' }),
      toMachineKey(facts, { ...adapters, webgpu: 'a card' }),
    ]) {
      expect(memory.find(key, 'lenet-5', comparison.at)).toBeNull();
    }
  });

  it('forgets after a month, and what is from the future', () => {
    const memory = new EngineMemory(createStorage());
    memory.keep('here', 'lenet-5', comparison);
    expect(memory.find('here', 'lenet-5', comparison.at + 31 * DAY_MS)).toBeNull();
    expect(memory.find('here', 'lenet-5', comparison.at - 1)).toBeNull();
  });

  it('notes a lost device for every model', () => {
    const memory = new EngineMemory(createStorage());
    memory.keep('here', 'lenet-5', comparison);
    memory.keep('here', 'resnet-20', comparison);
    memory.noteLoss('here', 'webgl');
    for (const model of ['lenet-5', 'resnet-20']) {
      const { results } = memory.find('here', model, comparison.at)!;
      expect(results.map(({ outcome }) => outcome.kind)).toEqual(['measured', 'lost']);
    }
  });

  it('ignores what it does not know, and does without storage', () => {
    for (const text of [
      '{',
      '7',
      'null',
      '{"version":1,"machine":"here","models":{"a":7}}',
      '{"version":0}',
    ]) {
      expect(new EngineMemory(createStorage(text)).find('here', 'a', 0)).toBeNull();
    }
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    for (const storage of [undefined, { getItem: refuse, setItem: refuse }]) {
      const memory = new EngineMemory(storage);
      memory.keep('here', 'lenet-5', comparison);
      expect(memory.find('here', 'lenet-5', comparison.at)).toEqual(comparison);
    }
  });
});
