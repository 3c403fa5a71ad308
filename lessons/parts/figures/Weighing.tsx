import { useEffect, useState } from 'react';
import { toFailure } from '../../../src/spec/failure.ts';
import type { ModelState } from '../../../src/state/modelstate.ts';
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
  readonly problem: unknown;
  readonly forgetProblem: () => void;
}

/**
 * Weighs models that have no ledger yet, one after the other, from when the reader asks for it; a failure
 * stops it until it is dismissed.
 */
export function useWeighing(models: readonly ModelState[]): Weighing {
  const [isOn, setIsOn] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const isWeighing = models.some(({ weighing }) => weighing);
  const weigh = models.find(({ ledger }) => ledger === null)?.actions.weigh;
  useEffect(() => {
    if (!isOn || weigh === undefined || isWeighing || problem !== null) return;
    weigh().catch(setProblem);
  }, [isOn, weigh, isWeighing, problem]);
  return {
    isOn,
    begin: () => setIsOn(true),
    isWeighing,
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
