import { useEffect, useState } from 'react';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { toFailure } from '../../../src/spec/failure.ts';
import type { ModelState } from '../../../src/state/modelstate.ts';
import { useTimesTogether } from '../../../src/state/timehooks.ts';
import type { Weighed } from '../../../src/state/times.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { useWords } from '../words.ts';
import styles from './figures.module.css';

const words = {
  weigh: { en: 'Put them on the scales', zh: '放到秤上' },
  weighing: { en: 'Weighing', zh: '正在称量' },
} as const;

export interface Weighing {
  /** Whether the reader has asked for it. */
  readonly isOn: boolean;
  readonly begin: () => void;
  readonly isWeighing: boolean;
  /** Of the models that are weighed, then of the others, with times that were taken in turn. */
  readonly ledgers: readonly (Ledger | null)[];
  readonly problem: unknown;
  readonly forgetProblem: () => void;
}

/**
 * Weighs models that have no ledger yet, one after the other, from when the reader asks for it, and then
 * times all of them in turn, with others that stand beside them; a failure stops it until it is dismissed.
 */
export function useWeighing(models: readonly ModelState[], others: readonly Weighed[] = []): Weighing {
  const [isOn, setIsOn] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const isWeighing = models.some(({ weighing }) => weighing);
  const weigh = models.find(({ ledger }) => ledger === null)?.actions.weigh;
  useEffect(() => {
    if (!isOn || weigh === undefined || isWeighing || problem !== null) return;
    weigh().catch(setProblem);
  }, [isOn, weigh, isWeighing, problem]);
  const weighed = [
    ...models.flatMap(({ ledger, snapshot }) => (ledger === null ? [] : [{ ledger, snapshot }])),
    ...others,
  ];
  const isReady = isOn && weigh === undefined && problem === null;
  const { ledgers: timed, isTiming } = useTimesTogether(weighed, isReady, setProblem);
  const left = [...timed];
  return {
    isOn,
    begin: () => setIsOn(true),
    isWeighing: isWeighing || isTiming,
    ledgers: [...models.map(({ ledger }) => (ledger === null ? null : (left.shift() ?? null))), ...left],
    problem,
    forgetProblem: () => setProblem(null),
  };
}

export interface WeighBarProps {
  readonly weighing: Weighing;
  /** While there is nothing to weigh. */
  readonly isDisabled: boolean;
}

/** The button that begins, and how it goes. */
export function WeighBar({ weighing, isDisabled }: WeighBarProps) {
  const { isOn, begin, isWeighing, problem, forgetProblem } = weighing;
  const say = useWords(words);
  const sayFailure = useFailureText();
  return (
    <>
      <div className={styles.buttons}>
        {!isOn && (
          <Button kind="primary" isDisabled={isDisabled} onPress={begin}>
            {say('weigh')}
          </Button>
        )}
        {isOn && isWeighing && <span className={styles.small}>{say('weighing')}</span>}
      </div>
      {problem !== null && (
        <Notice level="error" onDismiss={forgetProblem}>
          {sayFailure(toFailure(problem))}
        </Notice>
      )}
    </>
  );
}
