import { useMemo } from 'react';
import type { PipelineStage } from '../../../src/plots/pipeline/layout.ts';
import { PipelineChart } from '../../../src/plots/pipeline/PipelineChart.tsx';
import type { FileParts, Ledger } from '../../../src/protocol/ledger.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { RunBar } from '../../parts/figures/RunBar.tsx';
import { RunCurves } from '../../parts/figures/RunCurves.tsx';
import { useLook } from '../../parts/look.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { RUNS } from '../lab/names.ts';
import { usePipelineLedgers } from '../lab/net.ts';
import { DataMissing, NetChoice, useDenseWrong, useSettings } from '../lesson.ts';
import { STAGE_NAMES, type StageName, toPipelineRecipe } from '../recipe.ts';
import { Controls, PaceChoice } from './Controls.tsx';
import { NetMissing, NetNote } from './NetMissing.tsx';
import { useShownNet } from './shown.ts';

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
    zh: '剪去 {gone} 的权重，剩下的要写明位置。{tested} 张答错 {wrong} 张',
  },
  sharedNote: {
    en: 'at most {values} values a layer; a weight is a code. {wrong} wrong',
    zh: '每层最多 {values} 种值，权重只存编号。答错 {wrong} 张',
  },
  huffmanNote: { en: 'not a weight changes: {wrong} wrong', zh: '权重一个也没变：答错 {wrong} 张' },
  arithmeticNote: { en: 'nor here: {wrong} wrong', zh: '这里也没变：答错 {wrong} 张' },
  finding: {
    en: 'The file goes from {dense} to {last}, {times} times smaller, with {wrong} of {tested} images wrong.',
    zh: '文件从 {dense} 缩小到 {last}，压缩比 {times}；{tested} 张图像答错 {wrong} 张。',
  },
  findingNone: { en: 'Nothing has been written yet.', zh: '还没有写出文件。' },
  layers: { en: 'Layer by layer', zh: '逐层来看' },
  squares: { en: 'The file', zh: '文件' },
  fileNow: { en: 'File', zh: '文件' },
  ofDense: { en: '{times} times smaller', zh: '压缩比 {times}' },
  wrongNow: { en: 'Wrong', zh: '答错' },
  wrongBefore: { en: 'Wrong before', zh: '压缩前答错' },
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

/** The whole of Deep Compression as one picture, in which each file stands as soon as it is written. */
export function PipelineFigure() {
  const { settings } = useSettings();
  const say = useWords(words);
  const recipe = useMemo(() => toPipelineRecipe(settings, settings.pace), [settings]);
  const running = usePipelineLedgers(settings);
  const shown = useShownNet();
  const ledgers = running ?? shown.ledgers;
  const first = Object.values(ledgers)[0] ?? Object.values(shown.ledgers)[0];
  return (
    <FigurePanel
      id="pipeline"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <Controls />
          <PaceChoice />
        </>
      }
      actions={<RunBar name={RUNS.pipeline} startLabel={say('run')} recipe={recipe} />}
      readout={<FileReadout ledgers={ledgers} />}
      note={running === null && first !== undefined && <NetNote />}
      views={[
        {
          id: 'squares',
          label: say('squares'),
          content:
            first === undefined ? (
              <NetMissing />
            ) : (
              <Pipeline ledgers={ledgers} first={first} recipe={recipe} />
            ),
        },
        ...(Object.keys(ledgers).length === 0
          ? []
          : [
              {
                id: 'layers',
                label: say('layers'),
                grows: true,
                content: <LayerTable ledgers={ledgers} />,
              },
            ]),
        { id: 'training', label: say('training'), content: <RunCurves name={RUNS.pipeline} /> },
      ]}
    />
  );
}

function findLast(ledgers: Ledgers): Ledger | undefined {
  return STAGE_NAMES.map((name) => ledgers[name]).findLast((ledger) => ledger !== undefined);
}

/** What the file has come to, and what it costs. */
function FileReadout({ ledgers }: { readonly ledgers: Ledgers }) {
  const last = findLast(ledgers);
  const say = useWords(words);
  const { bytes, decimal } = useFormats();
  const toItem = useWrongItem();
  return (
    <Readout
      items={[
        {
          label: say('fileNow'),
          value: last === undefined ? '–' : bytes(last.fileBytes),
          ...(last === undefined
            ? {}
            : { detail: say('ofDense', { times: decimal(last.denseFileBytes / last.fileBytes, 1) }) }),
        },
        toItem(say('wrongNow'), last),
        toItem(say('wrongBefore'), useDenseWrong()),
      ]}
    />
  );
}

type Ledgers = ReturnType<typeof useShownNet>['ledgers'];

interface PipelineProps {
  readonly ledgers: Ledgers;
  /** Any ledger of the net: it knows the dense file. */
  readonly first: Ledger;
  readonly recipe: unknown;
}

function Pipeline({ ledgers, first, recipe }: PipelineProps) {
  const { settings } = useSettings();
  const say = useWords(words);
  const { percent, integer, bytes, decimal } = useFormats();
  const [look] = useLook();
  const stages = useMemo((): PipelineStage[] => {
    const noteOf = (name: StageName, { wrong, tested, layers }: Ledger) => {
      const weights = layers.reduce((sum, each) => sum + each.weights, 0);
      const kept = layers.reduce((sum, each) => sum + each.nonZeros, 0);
      return say(`${name}Note`, {
        gone: percent(1 - kept / weights),
        wrong: integer(wrong),
        tested: integer(tested),
        values: integer(2 ** Math.max(settings.fcBits, settings.model === 'lenet-5' ? settings.convBits : 0)),
      });
    };
    const dense: PipelineStage = {
      id: 'dense',
      label: say('dense'),
      variant: 'dense',
      bytes: first.denseFileBytes,
      parts: toDenseParts(first),
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
  const last = findLast(ledgers);
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
