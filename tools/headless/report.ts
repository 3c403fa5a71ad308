/**
 * A run as a terminal reads it: one line an epoch and one a stage; or, for programs, one JSON object an
 * event.
 */
import { type Energy, sumEnergy } from '../../src/math/energy.ts';
import type { IntegerEvaluation, RunEvent } from '../../src/protocol/events.ts';
import type { LatencyLedger, Ledger, SpeedLedger } from '../../src/protocol/ledger.ts';

const percent = (fraction: number) => `${(100 * fraction).toFixed(2)} %`;
const count = (value: number) => value.toLocaleString('en-US');

/** One line of JSON without what only a page needs; undefined for events that would flood a log. */
export function toJsonLine(event: RunEvent): string | undefined {
  if (event.kind === 'stepsEnded' || event.kind === 'teacherAnswered') return undefined;
  return JSON.stringify(event, (key, value) =>
    key === 'snapshot' || key === 'lastGood' ? undefined : value,
  );
}

/** The line for a reader, or undefined where there is nothing to say. */
export function toTextLine(event: RunEvent): string | undefined {
  switch (event.kind) {
    case 'epochEnded': {
      const { evaluation } = event;
      return [
        `epoch ${event.epoch + 1}/${event.epochs}`,
        `loss ${event.trainLoss.toFixed(4)}`,
        `accuracy ${percent(event.trainAccuracy)}`,
        `${evaluation.split} error ${percent(evaluation.error)} (${evaluation.wrong} of ${count(evaluation.tested)})`,
        `${count(Math.round(event.imagesPerSecond))} images/s`,
      ].join('  ');
    }
    case 'stageEnded':
      return `${event.what.kind} done  ${toLedgerLine(event.ledger)}`;
    case 'runEnded':
      return `finished in ${(event.elapsedMs / 1000).toFixed(1)} s  ${toLedgerLine(event.ledger)}`;
    case 'runFailed':
      return undefined; // said as the error
    default:
      return undefined;
  }
}

export function toLedgerLine(ledger: Ledger): string {
  return [
    `${count(ledger.nonZeros)} of ${count(ledger.parameters)} parameters`,
    `${count(ledger.fileBytes)} B`,
    `test error ${percent(ledger.error)} (${ledger.wrong} of ${count(ledger.tested)})`,
    `${ledger.latencyMs.median.toFixed(2)} ms${toUnfusedText(ledger.latencyMs)}`,
    ...(ledger.tiles === undefined
      ? []
      : [`${ledger.tiles.best.median.toFixed(2)} ms in tiles where faster`]),
    ...(ledger.integerMs === undefined ? [] : [`${ledger.integerMs.median.toFixed(2)} ms in integers`]),
    ...(ledger.speed === undefined ? [] : [toSpeedText(ledger.speed)]),
    ...(ledger.energy === undefined ? [] : [toEnergyLine(ledger.energy)]),
  ].join('  ');
}

/** What the same model answers in whole numbers alone. */
export function toIntegerLine(
  { error, wrong, differing, imageMs }: IntegerEvaluation,
  tested: number,
): string {
  return [
    `in integers: test error ${percent(error)} (${wrong} of ${count(tested)})`,
    `${count(differing)} answers differ from those in floats`,
    `${imageMs.toFixed(3)} ms an image`,
  ].join('  ');
}

export function toEnergyLine(energy: Energy): string {
  const microjoules = (picojoules: number) => `${Number((picojoules / 1e6).toPrecision(3))} µJ`;
  const { arithmeticPj, memoryPj, memory } = energy;
  return `about ${microjoules(sumEnergy(energy))} (${microjoules(arithmeticPj)} of arithmetic, ${microjoules(memoryPj)} to read the file from ${memory.toUpperCase()})`;
}

/** Which layers took part in that time without a fused form. */
function toUnfusedText({ unfused = [] }: LatencyLedger): string {
  return unfused.length === 0 ? '' : ` (not fused: ${unfused.join(', ')})`;
}

/** How fast the model is without its zeros, and from where on that pays here. */
function toSpeedText({ best, breakEven }: SpeedLedger): string {
  const from = breakEven === null ? 'never pays here' : `pays from ${(100 * breakEven).toFixed(0)} %`;
  return `${best.median.toFixed(2)} ms with zeros skipped (${from})`;
}
