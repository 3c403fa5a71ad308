/** When is an exercise done? Each looks at a property of what the reader has set or made. */
import type { Energy } from '../../../src/math/energy.ts';
import { type Finding, judge } from '../../parts/exercises.ts';
import { HEAVY, LASTING, SMALL } from '../tasks.ts';
import type { Form } from './forms.ts';

/** Exercise 1: a file for the chip's own memory, of a net that still answers. */
export function checkSmall({ fileBytes, wrong }: Form): Finding {
  return judge(
    { bytes: fileBytes, wanted: SMALL.bytes, wrong, allowed: SMALL.wrong },
    { tooLarge: fileBytes > SMALL.bytes, tooWrong: wrong > SMALL.wrong },
    'small',
  );
}

export interface Lasting {
  readonly model: string;
  readonly wattHours: number;
  readonly share: number;
  readonly perSecond: number;
  readonly hours: number;
}

/** Exercise 2: a day on a small part of a small battery, with the largest of the nets' work. */
export function checkLasting({ model, wattHours, share, perSecond, hours }: Lasting): Finding {
  const { perSecond: wanted, hours: wantedHours, share: most, wattHours: largest } = LASTING;
  return judge(
    { perSecond, wanted, hours, wantedHours, share, most, largest },
    {
      otherNet: model !== LASTING.model,
      tooSlow: perSecond < wanted,
      tooMuch: share > most || wattHours > largest,
      tooShort: hours < wantedHours,
    },
    'lasts',
  );
}

/** Exercise 3: a form in which the sums outweigh the reads. */
export function checkHeavy({ arithmeticPj, memoryPj }: Energy): Finding {
  const times = arithmeticPj / memoryPj;
  return judge({ times, wanted: HEAVY.times }, { tooLight: times < HEAVY.times }, 'heavy');
}
