import { useMemo } from 'react';
import type { ModelName } from '../../../src/spec/zoo.ts';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import { EFFORTS, type Effort, toEffort } from '../effort.ts';
import { useFormats, useWords } from '../words.ts';

const words = {
  label: { en: 'Training images', zh: '训练图像' },
  quick: { en: '{n}', zh: '{n}' },
  full: { en: '{n} (all)', zh: '{n}（全部）' },
  thorough: { en: '{times} × {n}', zh: '{times} × {n}' },
} as const;

const effortParam = choiceParam(EFFORTS, 'quick');

/** How much a retraining may cost, chosen once for the whole lesson. In the link as `effort`. */
export function useEffort(model: ModelName): Effort {
  const [effort] = useLinkState('effort', effortParam);
  return useMemo(() => toEffort(model, effort), [model, effort]);
}

/** A few thousand images in seconds, or all of them. */
export function EffortChoice({ model }: { readonly model: ModelName }) {
  const [effort, setEffort] = useLinkState('effort', effortParam);
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    <Segmented
      label={say('label')}
      value={effort}
      options={EFFORTS.map((id) => {
        const { examples, epochs } = toEffort(model, id);
        return { id, label: say(id, { n: integer(examples), times: epochs }) };
      })}
      onChange={setEffort}
    />
  );
}
