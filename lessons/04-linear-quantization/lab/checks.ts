/**
 * When is an exercise done? Each looks at a property of the reader's nets, and answers with the numbers that
 * it looked at. Pure functions of ledgers, so that a test can hold them to known nets.
 */
import type { Ledger } from '../../../src/protocol/ledger.ts';
import type { Finding } from '../../parts/exercises.ts';

type Weighed = Pick<Ledger, 'wrong' | 'fileBytes'>;

/** Exercise 1: how many times smaller the file must be, and how many more images may be wrong. */
const WANTED_TIMES = 10;
const TIMES_MORE = 15;
/** Exercise 2: bits, and how many more images may be wrong. */
const FEW_BITS = 2;
const FEW_MORE = 100;
/**
 * Exercise 3: what the planted weight may cost by itself and by channels, and what it must cost by layers.
 */
const PLANTED_MORE = 30;
const SPOILT_MORE = 1000;

/** Exercise 1: ten times smaller, and hardly worse. */
export function checkSmall(dense: Weighed, quantized: Weighed): Finding {
  const times = dense.fileBytes / quantized.fileBytes;
  const more = quantized.wrong - dense.wrong;
  const values = { times, wantedTimes: WANTED_TIMES, more, allowed: TIMES_MORE, bytes: quantized.fileBytes };
  if (times < WANTED_TIMES) return { hasPassed: false, key: 'tooLarge', values };
  return { hasPassed: more <= TIMES_MORE, key: more <= TIMES_MORE ? 'small' : 'tooWrong', values };
}

/** Exercise 2: four values for each step size. */
export function checkFewBits(bits: number, dense: Weighed, quantized: Weighed): Finding {
  const more = quantized.wrong - dense.wrong;
  const values = { bits, wantedBits: FEW_BITS, more, allowed: FEW_MORE, wrong: quantized.wrong };
  if (bits > FEW_BITS) return { hasPassed: false, key: 'tooManyBits', values };
  return { hasPassed: more <= FEW_MORE, key: more <= FEW_MORE ? 'fewBits' : 'fewWrong', values };
}

/** Exercise 3: one weight that spoils the net on one step a layer, and neither in floats nor by channels. */
export function checkOutlier(
  dense: Weighed,
  planted: Weighed,
  byLayer: Weighed,
  byChannel: Weighed,
): Finding {
  const toMore = ({ wrong }: Weighed) => wrong - dense.wrong;
  const values = {
    float: toMore(planted),
    layer: toMore(byLayer),
    channel: toMore(byChannel),
    allowed: PLANTED_MORE,
    wanted: SPOILT_MORE,
  };
  if (values.float > PLANTED_MORE) return { hasPassed: false, key: 'harmsFloat', values };
  if (values.channel > PLANTED_MORE) return { hasPassed: false, key: 'harmsChannel', values };
  const hasPassed = values.layer >= SPOILT_MORE;
  return { hasPassed, key: hasPassed ? 'spoilt' : 'unspoilt', values };
}
