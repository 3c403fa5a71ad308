import { type CSSProperties, type KeyboardEvent, type ReactNode, useId } from 'react';
import { toClassName } from '../classes.ts';
import styles from './Slider.module.css';
import { fromTrack, moveBySteps, type ScaleOptions, TRACK, toPageSteps, toTrack } from './scale.ts';
import { TypedNumber } from './TypedNumber.tsx';
import { useSwipe } from './useSwipe.ts';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  /** At every move. */
  readonly onChange: (value: number) => void;
  /** Once, when the pointer or key is let go: the moment for costly work. */
  readonly onChangeEnd?: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** `log` needs a `min` above 0. */
  readonly scale?: 'linear' | 'log';
  /**
   * Set behind the number. With `%`, the value is a fraction and the number shown is a hundred times as
   * large.
   */
  readonly unit?: string;
  /** Decimals of the number shown. */
  readonly digits?: number;
  /** A word under each end of the track. */
  readonly ends?: readonly [string, string];
  readonly description?: ReactNode;
  readonly isDisabled?: boolean;
}

/**
 * A value on a track, with the number beside it to type. Arrows move by a step, Page keys by a tenth of the
 * range, Home and End to the ends.
 */
export function Slider(props: SliderProps) {
  const { label, value, onChange, onChangeEnd, scale = 'linear', isDisabled = false } = props;
  const id = useId();
  const options: ScaleOptions = { min: props.min, max: props.max, step: props.step, scale };
  return (
    <div className={toClassName(styles.slider, isDisabled && styles.disabled)}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        <TypedNumber
          label={label}
          isLabelHidden
          value={value}
          options={options}
          isDisabled={isDisabled}
          {...(props.unit === undefined ? {} : { unit: props.unit })}
          {...(props.digits === undefined ? {} : { digits: props.digits })}
          onChange={(next) => {
            onChange(next);
            onChangeEnd?.(next);
          }}
        />
      </div>
      <Track {...props} id={id} options={options} />
      {props.ends && (
        <div className={styles.ends} aria-hidden="true">
          <span>{props.ends[0]}</span>
          <span>{props.ends[1]}</span>
        </div>
      )}
      {props.description !== undefined && (
        <div id={`${id}-description`} className={styles.description}>
          {props.description}
        </div>
      )}
    </div>
  );
}

interface TrackProps extends SliderProps {
  readonly id: string;
  readonly options: ScaleOptions;
}

function Track({ id, options, value, onChange, ...props }: TrackProps) {
  const place = toTrack(value, options);
  const spoken = Number((value * (props.unit === '%' ? 100 : 1)).toPrecision(6));
  const end = () => props.onChangeEnd?.(value);
  const swipe = useSwipe(onChange);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = KEYS[event.key]?.(value, options);
    if (next === undefined) return;
    event.preventDefault();
    if (next !== value) onChange(next);
  };
  return (
    <input
      id={id}
      type="range"
      className={styles.track}
      style={{ '--filled': `${(place / TRACK) * 100}%` } as CSSProperties}
      min={0}
      max={TRACK}
      step="any"
      value={place}
      disabled={props.isDisabled ?? false}
      aria-valuetext={`${spoken}${props.unit ?? ''}`}
      aria-describedby={props.description === undefined ? undefined : `${id}-description`}
      onChange={(event) => {
        const next = fromTrack(Number(event.target.value), options);
        if (next !== value) swipe.change(next);
      }}
      onPointerDown={swipe.down}
      onPointerMove={swipe.move}
      onPointerCancel={swipe.cancel}
      onKeyDown={onKeyDown}
      onPointerUp={(event) => {
        swipe.up(event);
        end();
      }}
      onKeyUp={end}
    />
  );
}

type ToValue = (value: number, options: ScaleOptions) => number;
const stepUp: ToValue = (value, options) => moveBySteps(value, 1, options);
const stepDown: ToValue = (value, options) => moveBySteps(value, -1, options);

/** The value that a key asks for. */
const KEYS: Readonly<Record<string, ToValue>> = {
  ArrowRight: stepUp,
  ArrowUp: stepUp,
  ArrowLeft: stepDown,
  ArrowDown: stepDown,
  PageUp: (value, options) => moveBySteps(value, toPageSteps(options), options),
  PageDown: (value, options) => moveBySteps(value, -toPageSteps(options), options),
  Home: (_, { min }) => min,
  End: (_, { max }) => max,
};
