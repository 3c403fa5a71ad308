import { useEffect, useState } from 'react';
import type { SimulationState } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { Progress } from '../../../src/ui/control/Progress.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { useWords } from '../words.ts';
import styles from './figures.module.css';

const words = {
  progress: { en: 'Simulating', zh: '模拟进度' },
  stop: { en: 'Stop', zh: '停止' },
  again: { en: 'Simulate again', zh: '重新模拟' },
} as const;

/** What is over sooner is shown when it is there, without a bar that flickers. */
const LATE_MS = 300;

type Shown = Pick<SimulationState<never>, 'status' | 'failure' | 'share' | 'stop' | 'again'>;

/** How far a simulation is, a way to stop it, and what to do where it has failed; else nothing. */
export function SimulationBar({ of: { status, failure, share, stop, again } }: { readonly of: Shown }) {
  const say = useWords(words);
  const sayFailure = useFailureText();
  const isLate = useIsLate(status === 'pending');
  if (status === 'failed' && failure !== null)
    return <Notice action={{ label: say('again'), run: again }}>{sayFailure(failure)}</Notice>;
  if (!isLate) return null;
  return (
    <>
      <Button onPress={stop}>{say('stop')}</Button>
      <div className={styles.progress}>
        <Progress label={say('progress')} fraction={share} />
      </div>
    </>
  );
}

function useIsLate(isPending: boolean): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (!isPending) return setIsLate(false);
    const timer = setTimeout(() => setIsLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [isPending]);
  return isLate && isPending;
}
