import { createContext, type ReactNode, useContext } from 'react';
import type { PlotState } from '../types.ts';

/** What a figure is to a question: a measured curve, or any other picture. */
export type AnswerKind = 'curve' | 'picture';

/** Stands in the place of what is held back; null where it may be seen. */
export type HoldMessages = { readonly [K in AnswerKind]: string | null };

const HoldContext = createContext<HoldMessages>({ curve: null, picture: null });

export interface PlotHoldProps {
  /** Must be memoised. */
  readonly messages: HoldMessages;
  readonly children: ReactNode;
}

/** Keeps figures below it back, so that a room can guess first. */
export function PlotHold({ messages, children }: PlotHoldProps) {
  return <HoldContext value={messages}>{children}</HoldContext>;
}

/** The state of a figure that may answer a question: as given, unless its kind is held back. */
export function useHeldState(kind: AnswerKind, state: PlotState | undefined): PlotState | undefined {
  const message = useContext(HoldContext)[kind];
  return message === null ? state : { kind: 'empty', message };
}
