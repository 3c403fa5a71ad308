import type { ReactNode } from 'react';
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import { useRun } from '../../../src/state/hooks.ts';
import { isSameWork } from '../runs.ts';
import { useWords } from '../words.ts';
import { FigurePanel, type FigurePanelProps } from './FigurePanel.tsx';
import { RunBar } from './RunBar.tsx';
import { RunCurves } from './RunCurves.tsx';

const words = {
  training: { en: 'The training', zh: '训练过程' },
  changed: {
    en: 'The settings have changed since. Start again to see what they do.',
    zh: '之后设置又改过，重新开始才能看到新的结果。',
  },
} as const;

export interface RunFigureProps extends Omit<FigurePanelProps, 'children' | 'grows' | 'note'> {
  /** The run that the figure starts and shows. */
  readonly run: string;
  /** What the start button says: the thing to do. */
  readonly startLabel: string;
  /** What the settings ask for now. */
  readonly recipe: RecipeInput;
  /** Buttons beside those of the run. */
  readonly actions?: ReactNode;
}

/**
 * A run of the reader's own: what it starts with, how it goes, its curves, and whether the settings changed
 * since.
 */
export function RunFigure({ run, startLabel, recipe, actions, views = [], ...panel }: RunFigureProps) {
  const done = useRun(run, (state) => state.recipe);
  const say = useWords(words);
  return (
    <FigurePanel
      {...panel}
      actions={
        <>
          {actions}
          <RunBar name={run} startLabel={startLabel} recipe={recipe} />
        </>
      }
      note={done !== null && !isSameWork(done, recipe) && <p>{say('changed')}</p>}
      views={[...views, { id: 'training', label: say('training'), content: <RunCurves name={run} /> }]}
    />
  );
}
