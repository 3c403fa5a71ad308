/**
 * How many images does the reader's sharing get wrong? At once on 1,000, on all when the controls stand still. One component of
 * the page measures; every figure reads.
 */
import { useEffect, useMemo, useState } from 'react';
import type { Evaluation } from '../../../src/protocol/events.ts';
import { useEvaluation } from '../../../src/state/hooks.ts';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { type Sharing, useSharing } from '../settings.ts';
import { FEW_IMAGES, toFullCount, toShareQuery, toSharingQuery } from './queries.ts';
import { SLOTS } from './slots.ts';

const SETTLE_MS = 350;

export interface WrongCount {
  readonly answer: Evaluation | null;
  /** An answer to an earlier sharing, to draw dimmed until the first one to this is there. */
  readonly stale: Evaluation | null;
  readonly isPending: boolean;
}

interface Measured {
  readonly key: string;
  readonly answer: Evaluation | null;
  /** True when no better answer is to come: all images are counted, or they could not be. */
  readonly isFinal: boolean;
}

const NOTHING: Measured = { key: '', answer: null, isFinal: false };

export function useSettled<T>(value: T, ms = SETTLE_MS): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** Asks the engine about the sharing whenever it changes, and about the trained net. For one component of the page. */
export function useWrongMeasurement(): void {
  const { sharing } = useSharing();
  const key = JSON.stringify(sharing);
  const settledKey = useSettled(key);
  const [, setMeasured] = useKeptState<Measured>('wrong-shared', NOTHING);
  const few = useMemo(() => toSharingQuery(JSON.parse(key) as Sharing, FEW_IMAGES), [key]);
  const full = useMemo(() => {
    const asked = JSON.parse(key) as Sharing;
    return settledKey === key ? toSharingQuery(asked, toFullCount(asked.model)) : null;
  }, [key, settledKey]);
  const rough = useEvaluation(SLOTS.dense, few);
  const exact = useEvaluation(SLOTS.dense, full);
  const answer = exact.answer ?? rough.answer;
  const hasFailed = (exact.failure ?? rough.failure) !== null;
  const isFinal = exact.answer !== null || hasFailed;
  useEffect(() => {
    if (answer !== null || hasFailed) setMeasured({ key, answer, isFinal });
  }, [key, answer, isFinal, hasFailed, setMeasured]);
  useDenseMeasurement();
}

/** Wrong answers of the trained net under the reader's sharing, not trained since. */
export function useWrongCount(): WrongCount {
  const { sharing } = useSharing();
  const [measured] = useKeptState<Measured>('wrong-shared', NOTHING);
  const isCurrent = measured.key === JSON.stringify(sharing);
  return {
    answer: isCurrent ? measured.answer : null,
    stale: isCurrent ? null : measured.answer,
    isPending: !isCurrent || !measured.isFinal,
  };
}

function useDenseMeasurement(): void {
  const { sharing } = useSharing();
  const { model } = sharing;
  const [, setMeasured] = useKeptState<Measured>('wrong-dense', NOTHING);
  const query = useMemo(() => toShareQuery(model, 0, null, toFullCount(model)), [model]);
  const { answer } = useEvaluation(SLOTS.dense, query);
  useEffect(() => {
    if (answer !== null) setMeasured({ key: model, answer, isFinal: true });
  }, [model, answer, setMeasured]);
}

/** Wrong answers of the trained net as it is; null until they are counted. */
export function useDenseWrong(): Evaluation | null {
  const { sharing } = useSharing();
  const [measured] = useKeptState<Measured>('wrong-dense', NOTHING);
  return measured.key === sharing.model ? measured.answer : null;
}
