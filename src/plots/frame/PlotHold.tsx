import { createContext, type ReactNode, useContext } from 'react';
import type { PlotState } from '../types.ts';

const HoldContext = createContext<string | null>(null);

export interface PlotHoldProps {
  /** Stands in the place of measured curves; null where they may be seen. */
  readonly message: string | null;
  readonly children: ReactNode;
}

/** Keeps the measured curves below it back, so that a room can guess first. */
export function PlotHold({ message, children }: PlotHoldProps) {
  return <HoldContext value={message}>{children}</HoldContext>;
}

/** The state of a figure that answers a question: as given, unless answers are held back. */
export function useHeldState(state: PlotState | undefined): PlotState | undefined {
  const message = useContext(HoldContext);
  return message === null ? state : { kind: 'empty', message };
}
