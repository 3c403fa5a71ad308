import type { ReactNode } from 'react';
import { useShownLayerLink } from '../settings.ts';
import styles from './prose.module.css';

export interface LayerLinkProps {
  readonly layer: string;
  readonly children?: ReactNode;
}

/** A layer's name that shows the layer in the figures. */
export function LayerLink({ layer, children }: LayerLinkProps) {
  const [shown, show] = useShownLayerLink();
  return (
    <button
      type="button"
      className={styles.look}
      data-lit={shown === layer || undefined}
      onClick={() => show(layer)}
    >
      {children ?? layer}
    </button>
  );
}
