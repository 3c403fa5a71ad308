import { describe, expect, it } from 'vitest';
import { createSettings } from './settings.ts';
import { followMachine, type MachineLoad, toMostEngines, toWorkers } from './workers.ts';

const calm: MachineLoad = { isHidden: false, isHot: false };

describe('the number of engines', () => {
  it('is what the memory bears, and one at least', () => {
    expect([0.5, 2, 4, 8].map((memoryGb) => toMostEngines('mnist', memoryGb))).toEqual([1, 2, 3, 5]);
    expect([0.5, 2, 4, 8].map((memoryGb) => toMostEngines('cifar10', memoryGb))).toEqual([1, 1, 2, 3]);
    expect(toMostEngines('mnist', undefined)).toBe(3);
  });
});

describe('the number of workers', () => {
  it('is the number of cores up to eight, or what the reader says', () => {
    expect(toWorkers({ workers: 'auto', givesWay: false }, 2, calm)).toBe(2);
    expect(toWorkers({ workers: 'auto', givesWay: false }, 32, calm)).toBe(8);
    expect(toWorkers({ workers: 'auto', givesWay: false }, 0, calm)).toBe(1);
    expect(toWorkers({ workers: 4, givesWay: false }, 2, calm)).toBe(4);
  });

  it('falls to one in a hidden tab or on a hot machine only if the reader says so', () => {
    for (const load of [
      { ...calm, isHidden: true },
      { ...calm, isHot: true },
    ]) {
      expect(toWorkers({ workers: 'auto', givesWay: false }, 4, load)).toBe(4);
      expect(toWorkers({ workers: 'auto', givesWay: true }, 4, load)).toBe(1);
    }
  });

  it('follows settings and machine until it is stopped', () => {
    const settings = createSettings({ storage: undefined, languages: ['en'] });
    const chosen: number[] = [];
    let tell: (load: MachineLoad) => void = () => undefined;
    const machine = {
      cores: 4,
      watch: (listener: typeof tell) => {
        tell = listener;
        listener(calm);
        return () => {
          tell = () => undefined;
        };
      },
    };
    const stop = followMachine(settings.store, machine, (workers) => chosen.push(workers));
    settings.change({ workers: 2 });
    settings.change({ givesWay: true });
    tell({ ...calm, isHidden: true });
    tell(calm);
    stop();
    settings.change({ workers: 1 });
    expect(chosen).toEqual([4, 2, 2, 1, 2]);
  });
});
