import { useMemo } from 'react';
import { CodeBars } from '../../../src/plots/sharing/CodeBars.tsx';
import { useRun } from '../../../src/state/hooks.ts';
import { EffortChoice, useEffort } from '../../parts/figures/EffortChoice.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { RunFigure } from '../../parts/figures/RunFigure.tsx';
import { StageTable } from '../../parts/figures/StageTable.tsx';
import { useModelOfRun } from '../../parts/runs.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { readCodebook } from '../lab/codebooks.ts';
import { NetMissing, TUNE, useDenseWrong, useSettings, useWrongCount } from '../lesson.ts';
import { toTuneRecipe } from '../recipe.ts';
import { useLayer } from './layers.ts';
import { SharingControls } from './SharingControls.tsx';

const words = {
  tune: { en: 'Share and train the values', zh: '共享并训练这些值' },
  before: { en: 'Wrong before sharing', zh: '共享前答错' },
  shared: { en: 'Wrong after sharing', zh: '共享后答错' },
  tuned: { en: 'Wrong after training', zh: '训练后答错' },
  pruned: { en: 'Wrong, pruned and retrained', zh: '剪枝并再训练后答错' },
  values: { en: 'The values', zh: '取值' },
  stages: { en: 'Stage by stage', zh: '逐个阶段' },
  moved: { en: 'How far training moved each value of {layer}', zh: '训练把 {layer} 的每个值移动了多远' },
  movedFinding: {
    en: '{n} values of {layer} have moved by {mean} on average, at most by {most}. Every weight still has the code it had.',
    zh: '{layer} 的 {n} 个值平均移动了 {mean}，最多 {most}。每个权重的编号都没有变。',
  },
  move: { en: 'moved by', zh: '移动了' },
  code: { en: 'code', zh: '编号' },
  fromTo: { en: '{from} → {to}', zh: '{from} → {to}' },
  empty: {
    en: 'Here the values appear as training moves them.',
    zh: '训练开始后，这里画出各个值的移动。',
  },
} as const;

/** Sharing and then training the values, live; pruning first where the reader wishes. */
export function TuneFigure() {
  const { sharing, layer, choice, kernels } = useLayer();
  const effort = useEffort(sharing.model);
  const say = useWords(words);
  const recipe = useMemo(() => toTuneRecipe(sharing, effort), [sharing, effort]);
  const isOfModel = useModelOfRun(TUNE) === sharing.model;
  return (
    <RunFigure
      id="tune"
      run={TUNE}
      startLabel={say('tune')}
      recipe={recipe}
      controls={
        <>
          <SharingControls hasPrune />
          <EffortChoice model={sharing.model} />
          {choice.layers.length > 0 && <LayerChoice {...choice} />}
        </>
      }
      readout={<TuneReadout isOfModel={isOfModel} />}
      views={[
        {
          id: 'values',
          label: say('values'),
          content: kernels.length === 0 ? <NetMissing /> : <Moves layer={layer} isOfModel={isOfModel} />,
        },
        ...(isOfModel
          ? [{ id: 'stages', label: say('stages'), grows: true, content: <StageTable name={TUNE} /> }]
          : []),
      ]}
    />
  );
}

function TuneReadout({ isOfModel }: { readonly isOfModel: boolean }) {
  const all = useRun(TUNE, (run) => run.ledgers);
  const ledgers = isOfModel ? all : [];
  const { prune } = useSettings().settings;
  const now = useWrongCount().answer;
  const dense = useDenseWrong();
  const say = useWords(words);
  const toItem = useWrongItem();
  const at = ledgers.findIndex(({ what }) => what.kind === 'cluster');
  return (
    <Readout
      items={[
        toItem(say('before'), dense),
        ...(prune > 0 ? [toItem(say('pruned'), ledgers[at - 1]?.ledger)] : []),
        toItem(say('shared'), ledgers[at]?.ledger ?? (prune > 0 ? null : now)),
        toItem(say('tuned'), at < 0 ? null : ledgers[at + 1]?.ledger),
      ]}
    />
  );
}

interface MovesProps {
  readonly layer: string;
  readonly isOfModel: boolean;
}

/** How far the values of a layer are from where sharing put them. */
function Moves({ layer, isOfModel }: MovesProps) {
  const after = useRun(TUNE, (run) => run.latest?.model);
  const shared = useRun(TUNE, (run) => {
    const at = run.stages.findIndex(({ kind }) => kind === 'cluster');
    return run.snapshots.find(({ stage }) => stage === at)?.model;
  });
  const before = useMemo(
    () => (isOfModel && shared ? readCodebook(shared, layer) : null),
    [isOfModel, shared, layer],
  );
  const now = useMemo(
    () => (isOfModel && after ? readCodebook(after, layer) : null),
    [isOfModel, after, layer],
  );
  const say = useWords(words);
  const { decimal } = useFormats();
  const moves = useMemo(
    () =>
      before === null || now === null || before.length !== now.length
        ? null
        : Float64Array.from(now, (value, code) => value - before[code]!),
    [before, now],
  );
  const sizes = Array.from(moves ?? [], Math.abs);
  return (
    <CodeBars
      id="moves"
      title={say('moved', { layer })}
      finding={say('movedFinding', {
        layer,
        n: sizes.length,
        mean: decimal(sizes.reduce((sum, each) => sum + each, 0) / Math.max(1, sizes.length), 4),
        most: decimal(Math.max(0, ...sizes), 4),
      })}
      showFinding={moves !== null}
      state={moves === null ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
      values={moves ?? []}
      valueLabel={say('move')}
      codeLabel={say('code')}
      format={(value) => decimal(value, 4)}
      describe={(code) =>
        say('fromTo', { from: decimal(before?.[code] ?? 0, 4), to: decimal(now?.[code] ?? 0, 4) })
      }
      variant="retrained"
    />
  );
}
