import type { ReactNode } from 'react';
import { useShownLayerLink } from '../layers.ts';
import { Lit } from './Lit.tsx';

export interface LayerLinkProps {
  readonly layer: string;
  readonly children?: ReactNode;
}

/** A layer's name that shows the layer in the figures. */
export function LayerLink({ layer, children }: LayerLinkProps) {
  const [shown, show] = useShownLayerLink();
  return (
    <Lit isLit={shown === layer} onPress={() => show(layer)}>
      {children ?? layer}
    </Lit>
  );
}
