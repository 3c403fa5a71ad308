import { useState } from 'react';
import { toFailure } from '../../../src/spec/failure.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';

export interface StartBarProps {
  readonly label: string;
  readonly isDisabled: boolean;
  /** What the button begins; a failure is said below it. */
  readonly start: () => Promise<unknown>;
}

/** A button that begins something, and what went wrong with it. */
export function StartBar({ label, isDisabled, start }: StartBarProps) {
  const [problem, setProblem] = useState<unknown>(null);
  const sayFailure = useFailureText();
  return (
    <>
      <Button kind="primary" isDisabled={isDisabled} onPress={() => void start().catch(setProblem)}>
        {label}
      </Button>
      {problem !== null && (
        <Notice level="error" onDismiss={() => setProblem(null)}>
          {sayFailure(toFailure(problem))}
        </Notice>
      )}
    </>
  );
}
