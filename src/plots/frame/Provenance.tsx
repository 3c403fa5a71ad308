import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';

/**
 * Answers when a file is written, so that a recipe that changes with every move of a slider draws no figure
 * anew.
 */
export type GetProvenance = () => unknown;

const ProvenanceContext = createContext<GetProvenance>(() => undefined);

export interface ProvenanceProps {
  /** The recipe behind what the figures inside show, or several by name. */
  readonly recipe: unknown;
  readonly children: ReactNode;
}

/** Gives all figures inside a recipe for their files; a figure with a `provenance` of its own keeps that. */
export function Provenance({ recipe, children }: ProvenanceProps) {
  const latest = useRef(recipe);
  useEffect(() => {
    latest.current = recipe;
  });
  const [get] = useState(() => () => latest.current);
  return <ProvenanceContext value={get}>{children}</ProvenanceContext>;
}

export function useProvenance(): GetProvenance {
  return useContext(ProvenanceContext);
}
