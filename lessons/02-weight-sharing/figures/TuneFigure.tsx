import { useMemo } from 'react';
import { CodeBars } from '../../../src/plots/sharing/CodeBars.tsx';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import { useRun } from '../../../src/state/hooks.ts';
import { EffortChoice, useEffort } from '../../parts/figures/EffortChoice.tsx';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { RunBar } from '../../parts/figures/RunBar.tsx';
import { RunCharts } from '../../parts/figures/RunCharts.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { useModelOfRun } from '../../parts/runs.ts';
import { Seen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { type Codebook, readCodebook } from '../lab/codebooks.ts';
import { usePrunedKernels } from '../lab/shares.ts';
import { RUNS } from '../lab/slots.ts';
import { useDenseWrong, useWrongCount } from '../lab/wrong.ts';
import { toTuneRecipe } from '../recipe.ts';
import { useSharing } from '../settings.ts';
import { NetMissing } from './NetChoice.tsx';
import { SharingControls } from './SharingControls.tsx';

const words = {
  tune: { en: 'Share and train the values', zh: '共享并训练这些值' },
  before: { en: 'Wrong before sharing', zh: '共享前答错' },
  shared: { en: 'Wrong after sharing', zh: '共享后答错' },
  tuned: { en: 'Wrong after training', zh: '训练后答错' },
  pruned: { en: 'Wrong, pruned and retrained', zh: '剪枝并再训练后答错' },
  ofTested: { en: 'of {tested}', zh: '共 {tested} 张' },
  changed: {
    en: 'The settings have changed since. Start again to see what they do.',
    zh: '之后设置又改过，重新开始才能看到新的结果。',
  },
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
  stages: { en: 'Stage by stage', zh: '逐个阶段' },
  stage: { en: 'Stage', zh: '阶段' },
  wrong: { en: 'Wrong', zh: '答错' },
  file: { en: 'File', zh: '文件' },
  prune: { en: 'pruned', zh: '剪枝' },
  train: { en: 'trained', zh: '训练' },
  cluster: { en: 'shared', zh: '共享' },
} as const;

/** Sharing and then training the values, live; pruning first where the reader wishes. */
export function TuneFigure() {
  return (
    <Seen>
      <TuneBody />
    </Seen>
  );
}

function TuneBody() {
  const { sharing } = useSharing();
  const layers = usePrunedKernels().map(({ layer }) => layer);
  const [layer, showLayer] = useShownLayer(layers);
  const effort = useEffort(sharing.model);
  const say = useWords(words);
  const recipe = useMemo(() => toTuneRecipe(sharing, effort), [sharing, effort]);
  const done = useRun(RUNS.tune, (run) => run.recipe);
  const isOfModel = useModelOfRun(RUNS.tune) === sharing.model;
  const hasChanged = done !== null && !isSameSharing(done, recipe);
  return (
    <div className={styles.panel}>
      <SharingControls hasPrune />
      <EffortChoice model={sharing.model} />
      <RunBar name={RUNS.tune} startLabel={say('tune')} recipe={recipe} />
      <TuneReadout isOfModel={isOfModel} />
      {hasChanged && <p className={styles.small}>{say('changed')}</p>}
      {layers.length === 0 ? (
        <NetMissing />
      ) : (
        <>
          <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
          <Moves layer={layer} isOfModel={isOfModel} />
        </>
      )}
      <RunCharts name={RUNS.tune} />
      {isOfModel && <Stages />}
    </div>
  );
}

/** Do two recipes share the same weights of the same net in the same way? */
function isSameSharing(done: RecipeInput, wanted: RecipeInput): boolean {
  const toKey = ({ model, stages }: RecipeInput) =>
    JSON.stringify([
      model,
      stages.flatMap((stage) =>
        stage.kind === 'prune' ? [stage.sparsity] : stage.kind === 'cluster' ? [stage.bits, stage.init] : [],
      ),
    ]);
  return toKey(done) === toKey(wanted);
}

function TuneReadout({ isOfModel }: { readonly isOfModel: boolean }) {
  const all = useRun(RUNS.tune, (run) => run.ledgers);
  const ledgers = isOfModel ? all : [];
  const { sharing } = useSharing();
  const now = useWrongCount().answer;
  const dense = useDenseWrong();
  const say = useWords(words);
  const { integer } = useFormats();
  const at = ledgers.findIndex(({ what }) => what.kind === 'cluster');
  const toItem = (
    key: 'before' | 'shared' | 'tuned' | 'pruned',
    counted: { readonly wrong: number; readonly tested: number } | null | undefined,
  ) => ({
    label: say(key),
    value: counted ? integer(counted.wrong) : '–',
    ...(counted ? { detail: say('ofTested', { tested: integer(counted.tested) }) } : {}),
  });
  return (
    <Readout
      items={[
        toItem('before', dense),
        ...(sharing.prune > 0 ? [toItem('pruned', ledgers[at - 1]?.ledger)] : []),
        toItem('shared', ledgers[at]?.ledger ?? (sharing.prune > 0 ? null : now)),
        toItem('tuned', at < 0 ? null : ledgers[at + 1]?.ledger),
      ]}
    />
  );
}

function useCodebook(model: ModelSnapshot | null | undefined, layer: string): Codebook | null {
  return useMemo(() => (model ? readCodebook(model, layer) : null), [model, layer]);
}

function Moves({ layer, isOfModel }: { readonly layer: string; readonly isOfModel: boolean }) {
  const after = useRun(RUNS.tune, (run) => run.latest?.model);
  const shared = useRun(RUNS.tune, (run) => {
    const at = run.stages.findIndex(({ kind }) => kind === 'cluster');
    return run.snapshots.find(({ stage }) => stage === at)?.model;
  });
  const before = useCodebook(isOfModel ? shared : null, layer);
  const now = useCodebook(isOfModel ? after : null, layer);
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

/** The stages of the lesson's recipes. */
const KINDS = ['prune', 'train', 'cluster'] as const;

function Stages() {
  const ledgers = useRun(RUNS.tune, (run) => run.ledgers);
  const say = useWords(words);
  const formats = useFormats();
  if (ledgers.length === 0) return null;
  return (
    <NumberTable
      title={say('stages')}
      columns={[say('stage'), say('wrong'), say('file')]}
      rows={ledgers.flatMap(({ stage, what, ledger }) => {
        const kind = KINDS.find((each) => each === what.kind);
        return kind === undefined
          ? []
          : [
              {
                id: String(stage),
                header: say(kind),
                cells: [formats.integer(ledger.wrong), formats.bytes(ledger.fileBytes)],
              },
            ];
      })}
    />
  );
}
