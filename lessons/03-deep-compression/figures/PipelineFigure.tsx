import { useMemo } from 'react';
import type { PipelineStage } from '../../../src/plots/pipeline/layout.ts';
import { PipelineChart } from '../../../src/plots/pipeline/PipelineChart.tsx';
import type { FileParts, Ledger } from '../../../src/protocol/ledger.ts';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { Dial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { RunBar } from '../../parts/figures/RunBar.tsx';
import { RunCurves } from '../../parts/figures/RunCurves.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { RUNS } from '../lab/names.ts';
import { type StageLedgers, usePipelineLedgers } from '../lab/net.ts';
import { DataMissing, NetChoice, useDenseWrong, useSettings } from '../lesson.ts';
import { STAGE_NAMES, type StageName, toPipelineRecipe } from '../recipe.ts';
import { SETTINGS } from '../settings.ts';
import { STAGE_LOOKS } from '../stages.ts';
import { Controls } from './Controls.tsx';
import { NetMissing, NetNote } from './NetMissing.tsx';
import { useShownNet } from './shown.ts';

const words = {
  run: { en: 'Run the four stages', zh: '跑完四道工序' },
  title: { en: 'One file, stage by stage', zh: '一个文件，逐道工序' },
  dense: { en: 'as trained', zh: '训练好的网络' },
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
          <Dial of={SETTINGS.pace} />
        </>
      }
      actions={<RunBar name={RUNS.pipeline} startLabel={say('run')} recipe={recipe} />}
      readout={<FileReadout ledgers={ledgers} />}
      note={running === null && first !== undefined && <NetNote />}
      views={[
        {
          id: 'squares',
          label: say('squares'),
          content: first ? <Pipeline ledgers={ledgers} first={first} recipe={recipe} /> : <NetMissing />,
        },
        ...(Object.keys(ledgers).length > 0
          ? [{ id: 'layers', label: say('layers'), grows: true, content: <LayerTable ledgers={ledgers} /> }]
          : []),
        { id: 'training', label: say('training'), content: <RunCurves name={RUNS.pipeline} /> },
      ]}
    />
  );
}

/** What the last file that is written came to: for the numbers above and the sentence below. */
function useOutcome(ledgers: StageLedgers) {
  const { bytes, decimal, integer } = useFormats();
  const last = STAGE_NAMES.map((name) => ledgers[name]).findLast((ledger) => ledger !== undefined);
  if (last === undefined) return null;
  const { denseFileBytes, fileBytes, wrong, tested } = last;
  const times = decimal(denseFileBytes / fileBytes, 1);
  const counts = { wrong: integer(wrong), tested: integer(tested) };
  return { ledger: last, texts: { dense: bytes(denseFileBytes), last: bytes(fileBytes), times, ...counts } };
}

/** What the file has come to, and what it costs. */
function FileReadout({ ledgers }: { readonly ledgers: StageLedgers }) {
  const outcome = useOutcome(ledgers);
  const say = useWords(words);
  const toItem = useWrongItem();
  const detail = outcome === null ? {} : { detail: say('ofDense', outcome.texts) };
  return (
    <Readout
      items={[
        { label: say('fileNow'), value: outcome?.texts.last ?? '–', ...detail },
        toItem(say('wrongNow'), outcome?.ledger),
        toItem(say('wrongBefore'), useDenseWrong()),
      ]}
    />
  );
}

interface PipelineProps {
  readonly ledgers: StageLedgers;
  /** Any ledger of the net: it knows the dense file. */
  readonly first: Ledger;
  readonly recipe: unknown;
}

function Pipeline({ ledgers, first, recipe }: PipelineProps) {
  const say = useWords(words);
  const text = useText();
  const toNote = useStageNote();
  const outcome = useOutcome(ledgers);
  const dense: PipelineStage = {
    id: 'dense',
    label: say('dense'),
    variant: 'dense',
    bytes: first.denseFileBytes,
    parts: toDenseParts(first),
    note: say('denseNote'),
  };
  const stages = STAGE_NAMES.map((id): PipelineStage => {
    const { title, variant } = STAGE_LOOKS[id];
    const ledger = ledgers[id];
    const parts = ledger === undefined ? {} : { parts: ledger.fileParts, note: toNote(id, ledger) };
    return { id, label: text(title), variant, bytes: ledger?.fileBytes ?? null, ...parts };
  });
  const { emphasis } = useEmphasis(['dense', ...STAGE_NAMES]);
  return (
    <PipelineChart
      id="pipeline"
      title={say('title')}
      finding={outcome === null ? say('findingNone') : say('finding', outcome.texts)}
      stages={[dense, ...stages]}
      waitingLabel={say('waiting')}
      provenance={recipe}
      emphasis={emphasis}
    />
  );
}

/** What a stage has done, in a sentence below its square. */
function useStageNote() {
  const { model, fcBits, convBits } = useSettings().settings;
  const say = useWords(words);
  const { percent, integer } = useFormats();
  return (name: StageName, { wrong, tested, layers }: Ledger) => {
    const weights = layers.reduce((sum, each) => sum + each.weights, 0);
    const kept = layers.reduce((sum, each) => sum + each.nonZeros, 0);
    return say(`${name}Note`, {
      gone: percent(1 - kept / weights),
      wrong: integer(wrong),
      tested: integer(tested),
      values: integer(2 ** Math.max(fcBits, model === 'lenet-5' ? convBits : 0)),
    });
  };
}

/** A dense file's bytes by part: header and biases are those of any file of the net. */
function toDenseParts({ denseFileBytes, layers }: Ledger): FileParts {
  const weights = layers.reduce((sum, layer) => sum + layer.weights * 4, 0);
  return { header: 0, weights, indices: 0, codebooks: 0, biases: denseFileBytes - weights };
}

function LayerTable({ ledgers }: { readonly ledgers: StageLedgers }) {
  const say = useWords(words);
  const text = useText();
  const { integer, percent } = useFormats();
  const known = STAGE_NAMES.flatMap((name) => {
    const ledger = ledgers[name];
    return ledger === undefined ? [] : [{ stage: text(STAGE_LOOKS[name].title), layers: ledger.layers }];
  });
  return (
    <NumberTable
      title={say('layers')}
      columns={[say('layer'), say('kept'), ...known.map(({ stage }) => say('bytes', { stage }))]}
      rows={known[0]!.layers.map(({ layer, weights, nonZeros }, at) => ({
        id: layer,
        header: layer,
        cells: [percent(nonZeros / weights), ...known.map(({ layers }) => integer(layers[at]!.fileBytes))],
      }))}
    />
  );
}
