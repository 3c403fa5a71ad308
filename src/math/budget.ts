/**
 * Plain sums of a device: what a rate of answers draws from its battery, how long a file is on its way, how
 * far a car goes meanwhile. EIE (Han et al. 2016, arXiv 1602.01528, section 1) has the first: a net of a
 * billion weights, read from DRAM 20 times a second at 640 pJ a read, draws 12.8 W.
 *
 * Left out on purpose: a battery's losses, a radio's overhead, all that the device does beside.
 */

const PJ_PER_JOULE = 1e12;
const SECONDS_PER_HOUR = 3600;

/** Watts of answers that cost so many picojoules each, so many times a second. */
export function toWatts(picojoules: number, perSecond: number): number {
  return (picojoules / PJ_PER_JOULE) * perSecond;
}

/** Hours that a part of a battery lasts. @param share of the battery, a fraction */
export function toHours(wattHours: number, share: number, watts: number): number {
  return (wattHours * share) / watts;
}

/** Answers that a part of a battery gives. */
export function countAnswers(wattHours: number, share: number, picojoules: number): number {
  return (wattHours * share * SECONDS_PER_HOUR) / (picojoules / PJ_PER_JOULE);
}

/** Seconds that a file is on its way. @param megabits that the link carries in a second: millions of bits */
export function toTransferSeconds(bytes: number, megabits: number): number {
  return (bytes * 8) / (megabits * 1e6);
}

/** Metres that something at this speed goes in so many milliseconds. */
export function toMetres(kilometresPerHour: number, milliseconds: number): number {
  return ((kilometresPerHour * 1000) / SECONDS_PER_HOUR) * (milliseconds / 1000);
}
