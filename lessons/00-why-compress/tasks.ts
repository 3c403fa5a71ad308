/** What the exercises ask for, and answers that a test holds to it. */
import type { Settings } from './settings.ts';

/** Exercise 1: the file fits into so many bytes, and at most so many test images are wrong. */
export const SMALL = { bytes: 32 * 1024, wrong: 400 } as const;
/** Exercise 2: so many hours of so many answers a second, on at most this part of at most this battery. */
export const LASTING = {
  ...{ model: 'resnet-20', hours: 24, perSecond: 30 },
  ...{ share: 0.05, wattHours: 1 },
} as const;
/** Exercise 3: arithmetic costs so many times what memory costs. */
export const HEAVY = { times: 20 } as const;

export const ANSWERS = {
  small: { model: 'lenet-300-100', kept: 0.12, bits: 4 },
  lasting: { model: 'resnet-20', form: 'int8' },
  heavy: { model: 'lenet-5', form: 'deep', sram: 64 },
} as const satisfies Readonly<Record<string, Partial<Settings>>>;
