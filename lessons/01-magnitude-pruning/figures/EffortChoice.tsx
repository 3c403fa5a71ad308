import type { ModelName } from '../../../src/recipe/zoo.ts';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { type Effort, toFullEffort, toQuickEffort } from '../recipe.ts';
import { useFormats, useWords } from '../words.ts';

const words = {
  label: { en: 'Training images', zh: '训练图像' },
  count: { en: '{n}', zh: '{n} 张' },
  quick: { en: 'quick: {n}', zh: '快速：{n} 张' },
  full: { en: 'all: {n}', zh: '全部：{n} 张' },
} as const;

const effortParam = choiceParam(['quick', 'full'], 'quick');

/** How much a retraining may cost, chosen once for the whole lesson. */
export function useEffort(model: ModelName): Effort {
  const [effort] = useLinkState('effort', effortParam);
  return effort === 'quick' ? toQuickEffort(model) : toFullEffort(model);
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
      options={[
        { id: 'quick', label: say('quick', { n: integer(toQuickEffort(model).examples) }) },
        { id: 'full', label: say('full', { n: integer(toFullEffort(model).examples) }) },
      ]}
      onChange={setEffort}
    />
  );
}
