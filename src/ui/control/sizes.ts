/** "64 MB": bytes in decimal units, as file managers count, with three digits. */
export function toSizeText(bytes: number): string {
  return toText(bytes, ['B', 'kB', 'MB', 'GB', 'TB']);
}

/** "172 µJ": picojoules in the unit that needs few digits, of which there are three. */
export function toEnergyText(picojoules: number): string {
  return toText(picojoules, ['pJ', 'nJ', 'µJ', 'mJ', 'J']);
}

/** @param units each a thousand of the one before it */
function toText(amount: number, units: readonly string[]): string {
  let unit = 0;
  let value = amount;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(3))}\u00a0${units[unit]}`;
}
