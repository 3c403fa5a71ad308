import { useMemo, useState } from 'react';
import type { PipelineStage } from '../../../src/plots/pipeline/layout.ts';
import { PipelineChart } from '../../../src/plots/pipeline/PipelineChart.tsx';
import type { FileParts, Ledger } from '../../../src/protocol/ledger.ts';
import { useRun } from '../../../src/state/hooks.ts';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { DataOnItsWay } from '../../parts/figures/DataOnItsWay.tsx';
import styles from '../../parts/figures/figures.module.css';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { RunBar } from '../../parts/figures/RunBar.tsx';
import { RunCharts } from '../../parts/figures/RunCharts.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { usePipelineLedgers, useShownNet } from '../lab/net.ts';
import { RUNS } from '../lab/slots.ts';
import { STAGE_NAMES, type StageName, toPipelineRecipe } from '../recipe.ts';
import { usePace, useSettings } from '../settings.ts';
import { Controls, NetChoice, PaceChoice } from './Controls.tsx';
import { NetMissing, NetNote } from './NetMissing.tsx';

const words = {
  run: { en: 'Run the four stages', zh: '跑完四道工序' },
  title: { en: 'One file, stage by stage', zh: '一个文件，逐道工序' },
  dense: { en: 'as trained', zh: '训练好的网络' },
  pruned: { en: 'pruned', zh: '剪枝' },
  shared: { en: 'weights shared', zh: '权重共享' },
  huffman: { en: 'Huffman codes', zh: '哈夫曼编码' },
  arithmetic: { en: 'arithmetic codes', zh: '算术编码' },
  waiting: { en: 'not yet', zh: '还没有' },
  denseNote: { en: 'every weight in 32 bits', zh: '每个权重 32 位' },
  prunedNote: {
    en: '{gone} of the weights gone; the others say where they stand. {wrong} of {tested} wrong',
    zh: '剪去 {gone} 的权重，剩下的要写明位置。{tested} 张错 {wrong} 张',
  },
  sharedNote: {
    en: 'at most {values} values a layer; a weight is a code. {wrong} wrong',
    zh: '每层最多 {values} 种值，权重只存编号。错 {wrong} 张',
  },
  huffmanNote: { en: 'not a weight changes: {wrong} wrong', zh: '权重一个也没变：错 {wrong} 张' },
  arithmeticNote: { en: 'nor here: {wrong} wrong', zh: '这里也没变：错 {wrong} 张' },
  finding: {
    en: 'The file goes from {dense} to {last}, {times} times smaller, with {wrong} of {tested} images wrong.',
    zh: '文件从 {dense} 缩小到 {last}，是原来的 1/{times}；{tested} 张图像错 {wrong} 张。',
  },
  findingNone: { en: 'Nothing has been written yet.', zh: '还没有写出文件。' },
  layers: { en: 'Layer by layer', zh: '逐层来看' },
  layer: { en: 'Layer', zh: '层' },
  kept: { en: 'left', zh: '留下' },
  bytes: { en: '{stage}, bytes', zh: '{stage}（字节）' },
  training: { en: 'The training', zh: '训练过程' },
} as const;

const VARIANTS = {
  pruned: 'pruned',
  shared: 'shared',
  huffman: 'quantized',
  arithmetic: 'retrained',
} as const;

/** The whole of Deep Compression as one picture that fills in while it runs. */
export function PipelineFigure() {
  const { settings } = useSettings();
  const [pace] = usePace();
  const say = useWords(words);
  const recipe = useMemo(() => toPipelineRecipe(settings, pace), [settings, pace]);
  const running = usePipelineLedgers();
  const shown = useShownNet();
  const ledgers = running ?? shown.ledgers;
  const [isOpen, setIsOpen] = useState(false);
  const hasAny = STAGE_NAMES.some((name) => ledgers[name] !== undefined);
  return (
    <div className={styles.panel}>
      <div className={styles.controls}>
        <NetChoice />
        <PaceChoice />
      </div>
      <DataOnItsWay dataset="mnist" />
      <Controls />
      <RunBar name={RUNS.pipeline} startLabel={say('run')} recipe={recipe} />
      {hasAny ? <Pipeline ledgers={ledgers} recipe={recipe} /> : <NetMissing />}
      {running === null && hasAny && <NetNote />}
      {hasAny && (
        <details className={styles.more}>
          <summary>{say('layers')}</summary>
          <LayerTable ledgers={ledgers} />
        </details>
      )}
      <details className={styles.more} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{say('training')}</summary>
        {isOpen && <RunCharts name={RUNS.pipeline} />}
      </details>
    </div>
  );
}

type Ledgers = ReturnType<typeof useShownNet>['ledgers'];

function Pipeline({ ledgers, recipe }: { readonly ledgers: Ledgers; readonly recipe: unknown }) {
  const { settings } = useSettings();
  const say = useWords(words);
  const { percent, integer, bytes, decimal } = useFormats();
  const [look] = useKeptState<string | null>('look-series', null);
  const isLive = useRun(RUNS.pipeline, ({ status }) => status === 'running' || status === 'starting');
  const first = Object.values(ledgers)[0];
  const stages = useMemo((): PipelineStage[] => {
    const noteOf = (name: StageName, { wrong, tested, layers }: Ledger) => {
      const weights = layers.reduce((sum, each) => sum + each.weights, 0);
      const kept = layers.reduce((sum, each) => sum + each.nonZeros, 0);
      return say(`${name}Note`, {
        gone: percent(1 - kept / weights),
        wrong: integer(wrong),
        tested: integer(tested),
        values: integer(2 ** Math.max(settings.fcBits, settings.net === 'lenet-5' ? settings.convBits : 0)),
      });
    };
    const dense: PipelineStage = {
      id: 'dense',
      label: say('dense'),
      variant: 'dense',
      bytes: first?.denseFileBytes ?? null,
      ...(first === undefined ? {} : { parts: toDenseParts(first) }),
      note: say('denseNote'),
    };
    const rest = STAGE_NAMES.map((name): PipelineStage => {
      const ledger = ledgers[name];
      return {
        id: name,
        label: say(name),
        variant: VARIANTS[name],
        bytes: ledger?.fileBytes ?? null,
        ...(ledger === undefined ? {} : { parts: ledger.fileParts, note: noteOf(name, ledger) }),
      };
    });
    return [dense, ...rest];
  }, [ledgers, first, settings, say, percent, integer]);
  const last = STAGE_NAMES.map((name) => ledgers[name]).findLast((ledger) => ledger !== undefined);
  return (
    <PipelineChart
      id="pipeline"
      title={say('title')}
      finding={
        last === undefined
          ? say('findingNone')
          : say('finding', {
              dense: bytes(last.denseFileBytes),
              last: bytes(last.fileBytes),
              times: decimal(last.denseFileBytes / last.fileBytes, 1),
              wrong: integer(last.wrong),
              tested: integer(last.tested),
            })
      }
      showFinding={!isLive}
      stages={stages}
      waitingLabel={say('waiting')}
      provenance={recipe}
      {...(stages.some(({ id }) => id === look) ? { emphasis: look! } : {})}
    />
  );
}

/** A dense file's bytes by part: header and biases are those of any file of the net. */
function toDenseParts({ denseFileBytes, layers }: Ledger): FileParts {
  const weights = layers.reduce((sum, layer) => sum + layer.weights * 4, 0);
  const biases = denseFileBytes - weights;
  return { header: 0, weights, indices: 0, codebooks: 0, biases };
}

function LayerTable({ ledgers }: { readonly ledgers: Ledgers }) {
  const say = useWords(words);
  const { integer, percent } = useFormats();
  const known = STAGE_NAMES.filter((name) => ledgers[name] !== undefined);
  const { layers } = ledgers[known[0]!]!;
  return (
    <NumberTable
      title={say('layers')}
      columns={[say('layer'), say('kept'), ...known.map((name) => say('bytes', { stage: say(name) }))]}
      rows={layers.map(({ layer, weights, nonZeros }) => ({
        id: layer,
        header: layer,
        cells: [
          percent(nonZeros / weights),
          ...known.map((name) =>
            integer(ledgers[name]!.layers.find((each) => each.layer === layer)!.fileBytes),
          ),
        ],
      }))}
    />
  );
}
