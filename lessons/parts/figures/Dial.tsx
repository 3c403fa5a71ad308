import type { ReactNode } from 'react';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Select } from '../../../src/ui/control/Select.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { Switch } from '../../../src/ui/control/Switch.tsx';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import type { Param } from '../../../src/ui/lesson/params.ts';
import type { ChoiceDial, SliderDial, SwitchDial } from '../dials.ts';

/** A row's value and how to set it; what is set is brought into its range. */
export function useDial<T>({ key, codec }: Param<T>): readonly [T, (value: T) => void] {
  const [value, setValue] = useLinkState(key, codec);
  return [value, (next) => setValue(codec.read(codec.write(next)).value)];
}

interface DialProps<D> {
  readonly of: D;
  /** In place of the row's own name. */
  readonly label?: string;
}

interface ChoiceProps<T extends string> extends DialProps<ChoiceDial<T>> {
  /** Those of the options that there are here; all without it. */
  readonly only?: readonly T[];
  /** What is shown chosen, where the link may name what there is not. */
  readonly shown?: T;
}

/** The control of a row, a figure's own or a lesson's setting. */
export function Dial<T extends string>(
  props: DialProps<SliderDial> | DialProps<SwitchDial> | ChoiceProps<T>,
): ReactNode {
  const Control = CONTROLS[props.of.kind] as (own: typeof props) => ReactNode;
  return <Control {...props} />;
}

function SliderOf({ of, label }: DialProps<SliderDial>) {
  const [value, setValue] = useDial(of);
  const text = useText();
  return <Slider label={label ?? text(of.label)} value={value} onChange={setValue} {...of.range} />;
}

function SwitchOf({ of, label }: DialProps<SwitchDial>) {
  const [value, setValue] = useDial(of);
  const text = useText();
  return (
    <Switch isOn={value} onChange={setValue}>
      {label ?? text(of.label)}
    </Switch>
  );
}

function ChoiceOf<T extends string>({ of, label, only, shown }: ChoiceProps<T>) {
  const [value, setValue] = useDial(of);
  const text = useText();
  const ids = only ?? (Object.keys(of.options) as T[]);
  const Control = of.as === 'select' ? Select : Segmented;
  return (
    <Control
      label={label ?? text(of.label)}
      isLabelHidden={of.isLabelHidden}
      value={shown ?? value}
      options={ids.map((id) => ({ id, label: text(of.options[id]) }))}
      onChange={setValue}
    />
  );
}

const CONTROLS = { slider: SliderOf, switch: SwitchOf, choice: ChoiceOf } as const;
