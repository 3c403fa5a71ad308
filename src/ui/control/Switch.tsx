import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';
import styles from './Switch.module.css';

export interface SwitchProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

/** On or off, at once. */
export function Switch({ isOn, onChange, isDisabled = false, children }: SwitchProps) {
  return (
    <AriaSwitch className={styles.switch!} isSelected={isOn} onChange={onChange} isDisabled={isDisabled}>
      <span className={styles.rail} aria-hidden="true" />
      <span>{children}</span>
    </AriaSwitch>
  );
}
