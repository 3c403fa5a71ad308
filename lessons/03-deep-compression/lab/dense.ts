/** How many test images does the trained net itself get wrong? Counted once, read by every figure. */
import { useEffect, useMemo } from 'react';
import type { Evaluation } from '../../../src/protocol/events.ts';
import { useEvaluation } from '../../../src/state/hooks.ts';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import type { Net } from '../named.ts';
import { useSettings } from '../settings.ts';
import { SLOTS } from './slots.ts';

interface Counted {
  readonly net: Net;
  readonly evaluation: Evaluation;
}

/** MNIST's test set. */
const TESTED = 10_000;

/** Counts. For one component of the page. */
export function useDenseMeasurement(): void {
  const { settings } = useSettings();
  const [, setCounted] = useKeptState<Counted | null>('wrong-dense', null);
  const query = useMemo(() => ({ dataset: 'mnist' as const, examples: TESTED }), []);
  const { answer } = useEvaluation(SLOTS.dense, query);
  useEffect(() => {
    if (answer !== null) setCounted({ net: settings.net, evaluation: answer });
  }, [answer, settings.net, setCounted]);
}

/** The trained net's answers; null until they are counted. */
export function useDenseCount(): Evaluation | null {
  const { settings } = useSettings();
  const [counted] = useKeptState<Counted | null>('wrong-dense', null);
  return counted?.net === settings.net ? counted.evaluation : null;
}
