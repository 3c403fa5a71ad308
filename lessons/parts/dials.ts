/**
 * Controls as rows: where a value stands in the link, its range or its words, and what the control is called.
 * A lesson's settings are a table of such rows, a figure's own control is one alone; `<Dial of={row} />`
 * draws either.
 */
import type { Bilingual } from '../../src/ui/language/bilingual.ts';
import { choiceParam, flagParam, numberParam, type Param, param } from '../../src/ui/lesson/params.ts';

/** What a slider's track and number look like. */
export interface DialRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale?: 'linear' | 'log';
  /** With `%`, the value is a fraction, and the number shown is a hundred times as large. */
  readonly unit?: string;
  /** Decimals of the number shown. */
  readonly digits: number;
}

export interface SliderDial extends Param<number> {
  readonly kind: 'slider';
  readonly label: Bilingual;
  readonly range: DialRange;
}

export interface SwitchDial extends Param<boolean> {
  readonly kind: 'switch';
  readonly label: Bilingual;
}

export interface ChoiceDial<T extends string> extends Param<T> {
  readonly kind: 'choice';
  readonly label: Bilingual;
  readonly options: Readonly<Record<T, Bilingual>>;
  /** `select` where there are many, or their names are long. */
  readonly as: 'segmented' | 'select';
  readonly isLabelHidden: boolean;
}

export interface SliderOptions extends DialRange {
  readonly initial: number;
  readonly label: Bilingual;
  /** Decimals that the link keeps; as many as are shown where nothing else is said. */
  readonly keeps?: number;
}

/** A number under a key of the link. */
export function slider(key: string, { initial, label, keeps, ...range }: SliderOptions): SliderDial {
  const digits = keeps ?? range.digits + (range.unit === '%' ? 2 : 0);
  const { min, max } = range;
  return { ...param(key, numberParam({ initial, min, max, digits })), kind: 'slider', label, range };
}

export interface ChoiceOptions<T extends string> {
  readonly initial: NoInfer<T>;
  readonly label: Bilingual;
  /** The words of the link, in the order of the control, and what they are called. */
  readonly options: Readonly<Record<T, Bilingual>>;
  readonly as?: 'segmented' | 'select';
  readonly isLabelHidden?: boolean;
}

/** One of a few words under a key of the link. */
export function choice<const T extends string>(key: string, wanted: ChoiceOptions<T>): ChoiceDial<T> {
  const { initial, label, options, as = 'segmented', isLabelHidden = false } = wanted;
  const ids = Object.keys(options) as T[];
  return { ...param(key, choiceParam<T>(ids, initial)), kind: 'choice', label, options, as, isLabelHidden };
}

/** On or off under a key of the link. */
export function toggle(key: string, initial: boolean, label: Bilingual): SwitchDial {
  return { ...param(key, flagParam(initial)), kind: 'switch', label };
}
