/**
 * The loss of a training stage as a list of terms, made before its first step: cross-entropy with the labels,
 * and what each of its options adds. A kind that this table lacks does not compile.
 */
import { OWN_CHECKPOINT } from '../../spec/source.ts';
import {
  type LabelOption,
  LOSS_TERM_KINDS,
  type LossOptionOf,
  type LossOptions,
  type LossTermKind,
  toLabelShare,
} from '../../techniques/lossterms.ts';
import type { LossTerm } from '../loss/terms.ts';
import { openAttention } from './attention.ts';
import type { TermContext } from './context.ts';
import { openHint } from './hint.ts';
import { openMutual } from './mutual.ts';

type OpenTerm<Kind extends LossTermKind> = (
  option: LossOptionOf<Kind>,
  context: TermContext,
) => Promise<LossTerm>;

const OPEN: { readonly [Kind in LossTermKind]: OpenTerm<Kind> } = {
  hint: openHint,
  attention: openAttention,
  mutual: openMutual,
  distil: async ({ teacher = OWN_CHECKPOINT, temperature, share }, context) => ({
    kind: 'softTargets',
    weight: share,
    temperature,
    probabilities: await context.teacher.answer(teacher, temperature, context.examples, context.yieldThread),
  }),
};

function openTerm<Kind extends LossTermKind>(
  kind: Kind,
  option: LossOptionOf<Kind>,
  context: TermContext,
): Promise<LossTerm> {
  return OPEN[kind](option, context);
}

/** Undefined where the stage learns from labels alone, and wholly. */
export async function openTerms(
  options: LossOptions & LabelOption,
  context: TermContext,
): Promise<readonly LossTerm[] | undefined> {
  const terms: LossTerm[] = [];
  for (const kind of LOSS_TERM_KINDS) {
    const option = options[kind];
    if (option !== undefined) terms.push(await openTerm(kind, option, context));
  }
  const weight = toLabelShare(options);
  return terms.length === 0 && weight === 1 ? undefined : [{ kind: 'labels', weight }, ...terms];
}
