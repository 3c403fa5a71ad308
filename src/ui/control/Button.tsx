import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { toClassName } from '../classes.ts';
import styles from './Button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  /** `primary` once in a group: the thing to do next. `quiet` has no frame. */
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly size?: 'small' | 'normal';
  readonly className?: string;
  readonly children: ReactNode;
}

/** A push button. */
export function Button({ kind = 'plain', size = 'normal', className, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      className={toClassName(styles.button, styles[kind], size === 'small' && styles.small, className)}
    />
  );
}
