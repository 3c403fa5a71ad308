import type { ReactNode } from 'react';
import { encodeLink } from '../../../src/recipe/link.ts';
import type { RecipeInput } from '../../../src/recipe/schema.ts';

export interface BenchLinkProps {
  readonly recipe: RecipeInput;
  readonly children: ReactNode;
}

/** Words that open a recipe in the free bench, where it can be changed and run. */
export function BenchLink({ recipe, children }: BenchLinkProps) {
  return <a href={`#/bench?a=${encodeLink({ recipe })}`}>{children}</a>;
}
