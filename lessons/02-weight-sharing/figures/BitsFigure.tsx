import { useMemo } from 'react';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import type { Evaluation } from '../../../src/protocol/events.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { useFile } from '../../parts/file/useFile.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { NetChoice, NetMissing, slots, useDenseWrong, useWrongCount } from '../lesson.ts';
import { SCOPES } from '../recipe.ts';
import { countSharedBits, type SharedLayer, toLayerBits } from '../sharing.ts';
import { BitsChart, type BitsCurve, useBitsSweep } from './curves.tsx';
import { type ShownLayer, useLayer, useShare } from './layers.ts';
import { SharingControls } from './SharingControls.tsx';

const words = {
  title: { en: '{layer}: {n} values', zh: '{layer}：{n} 种取值' },
  finding: {
    en: 'With {bits} bits the {weights} weights of {layer} stand on {n} values.',
    zh: '用 {bits} 位时，{layer} 的 {weights} 个权重只有 {n} 种取值。',
  },
  before: { en: 'before', zh: '共享前' },
  shared: { en: 'shared', zh: '共享后' },
  wrong: { en: 'Wrong after sharing', zh: '共享后答错' },
  wrongBefore: { en: 'Wrong before', zh: '共享前答错' },
  ofTested: { en: 'of {tested} test images', zh: '共 {tested} 张测试图像' },
  waiting: { en: 'counting', zh: '计数中' },
  file: { en: 'File', zh: '文件' },
  ofDense: { en: '{times} times smaller than {dense}', zh: '原来 {dense}，压缩比 {times}' },
  histogram: { en: 'The weights', zh: '权重' },
  curves: { en: 'Error against bits', zh: '错误率与位数' },
  sum: { en: 'The formula', zh: '公式' },
  sumTitle: { en: 'The formula with each layer’s numbers', zh: '把各层的数代入公式' },
  layer: { en: 'Layer', zh: '层' },
  n: { en: 'n', zh: 'n' },
  k: { en: 'k', zh: 'k' },
  codes: { en: 'n · bits', zh: 'n · 位数' },
  book: { en: 'k · 32', zh: 'k · 32' },
  whole: { en: 'n · 32', zh: 'n · 32' },
  rate: { en: 'r', zh: 'r' },
  sweeping: { en: 'Sharing and counting', zh: '正在共享并计数' },
  curve: { en: 'Wrong test images against bits', zh: '位数与答错的图像' },
  all: { en: 'all layers', zh: '全部层' },
  fc: { en: 'dense layers alone', zh: '只有全连接层' },
  conv: { en: 'convolutions alone', zh: '只有卷积层' },
} as const;

const LOOK = {
  all: { variant: 'shared', dash: 'solid', marker: 'diamond' },
  fc: { variant: 'retrained', dash: 'dashed', marker: 'square' },
  conv: { variant: 'pruned', dash: 'dotted', marker: 'triangle' },
} as const;

/** Bits for a weight against error, bytes and histogram, for convolutions and dense layers apart. */
export function BitsFigure() {
  const shown = useLayer();
  const { sharing, change, hasConv } = shown;
  const share = useShare(shown);
  const say = useWords(words);
  const curves = useMemo(
    () =>
      SCOPES.filter((scope) => hasConv || scope === 'all').map(
        (scope): BitsCurve => ({ id: scope, label: say(scope), ...LOOK[scope], init: sharing.init, scope }),
      ),
    [hasConv, sharing.init, say],
  );
  const sweep = useBitsSweep(curves);
  if (share === null) return <NetMissing />;
  return (
    <FigurePanel
      id="bits"
      controls={
        <>
          <NetChoice />
          <SharingControls />
          <LayerChoice {...shown.choice} />
        </>
      }
      readout={<BitsReadout />}
      views={[
        { id: 'histogram', label: say('histogram'), content: <SharedHistogram share={share} /> },
        {
          id: 'curves',
          label: say('curves'),
          actions: <SweepBar sweep={sweep} label={say('sweeping')} />,
          content: (
            <BitsChart
              id="bits-curves"
              title={say('curve')}
              curves={curves}
              sweep={sweep}
              onPick={({ scope }, bits) =>
                change({
                  ...(scope === 'conv' ? {} : { fcBits: bits }),
                  ...(scope === 'fc' ? {} : { convBits: bits }),
                })
              }
            />
          ),
        },
        { id: 'formula', label: say('sum'), grows: true, content: <Formula {...shown} /> },
      ]}
    />
  );
}

function BitsReadout() {
  const { answer, stale, isPending } = useWrongCount();
  const dense = useDenseWrong();
  const file = useFile(slots.shared);
  const denseFile = useFile(slots.dense);
  const say = useWords(words);
  const { integer, decimal, bytes } = useFormats();
  const toItem = (label: string, counted: Evaluation | null) => ({
    label,
    value: counted === null ? '…' : integer(counted.wrong),
    detail: counted === null ? say('waiting') : say('ofTested', { tested: integer(counted.tested) }),
  });
  const ratio = file && denseFile && decimal(denseFile.length / file.length, 2);
  const detail = ratio && say('ofDense', { times: ratio, dense: bytes(denseFile!.length) });
  return (
    <Readout
      items={[
        { ...toItem(say('wrong'), answer ?? stale), isPending },
        toItem(say('wrongBefore'), dense),
        {
          label: say('file'),
          value: file === null ? '…' : bytes(file.length),
          isPending: file === null,
          ...(detail === null ? {} : { detail }),
        },
      ]}
    />
  );
}

function SharedHistogram({ share }: { readonly share: SharedLayer }) {
  const say = useWords(words);
  const { integer } = useFormats();
  const names = {
    layer: share.kernel.layer,
    n: share.centroids.length,
    bits: share.bits,
    weights: integer(share.survivors),
  };
  return (
    <Histogram
      id="shared-histogram"
      title={say('title', names)}
      finding={say('finding', names)}
      series={useSharedSeries(share, say('before'), say('shared'))}
      countScale="sqrt"
      bins={201}
    />
  );
}

/** A layer's weights before sharing and after it, as two series. */
export function useSharedSeries(share: SharedLayer | null, before: string, after: string) {
  return useMemo(
    () =>
      share === null
        ? []
        : [
            { id: 'dense', label: before, variant: 'dense' as const, values: share.kernel.values },
            { id: 'shared', label: after, variant: 'shared' as const, values: share.shared },
          ],
    [share, before, after],
  );
}

/** r = n b / (n log2 k + k b), layer by layer. */
function Formula({ kernels, layer, sharing }: ShownLayer) {
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  return (
    <NumberTable
      title={say('sumTitle')}
      columns={(['layer', 'n', 'k', 'codes', 'book', 'whole', 'rate'] as const).map((key) => say(key))}
      rows={kernels.map((kernel) => {
        const bits = toLayerBits(kernel, sharing);
        const n = kernel.values.length;
        return {
          id: kernel.name,
          header: kernel.layer,
          isShown: kernel.layer === layer,
          cells: [
            ...[n, 2 ** bits, n * bits, 2 ** bits * 32, n * 32].map(integer),
            decimal((n * 32) / countSharedBits(n, bits, 2 ** bits), 2),
          ],
        };
      })}
    />
  );
}
