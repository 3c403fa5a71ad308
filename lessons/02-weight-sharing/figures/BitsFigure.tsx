import { useEffect, useMemo, useState } from 'react';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { useModel } from '../../../src/state/hooks.ts';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { usePrunedKernels, useShare } from '../lab/shares.ts';
import { SLOTS } from '../lab/slots.ts';
import { useDenseWrong, useWrongCount } from '../lab/wrong.ts';
import { toClusterInput, toShareRecipe } from '../recipe.ts';
import { isConvolution, useSharing } from '../settings.ts';
import { countSharedBits, type SharedLayer, toLayerBits } from '../sharing.ts';
import { NetChoice, NetMissing } from './NetChoice.tsx';
import { ScopeCurves } from './ScopeCurves.tsx';
import { SharingControls } from './SharingControls.tsx';

const words = {
  title: { en: '{layer}: {n} values', zh: '{layer}：{n} 种取值' },
  finding: {
    en: 'With {bits} bits the {weights} weights of {layer} stand on {n} values.',
    zh: '用 {bits} 位时，{layer} 的 {weights} 个权重只有 {n} 种取值。',
  },
  dense: { en: 'before', zh: '共享前' },
  shared: { en: 'shared', zh: '共享后' },
  wrong: { en: 'Wrong after sharing', zh: '共享后答错' },
  before: { en: 'Wrong before', zh: '共享前答错' },
  ofTested: { en: 'of {tested} test images', zh: '共 {tested} 张测试图像' },
  waiting: { en: 'counting', zh: '计数中' },
  file: { en: 'File', zh: '文件' },
  ofDense: { en: '{times} times smaller than {dense}', zh: '原来 {dense} 的 1/{times}' },
  sum: { en: 'The formula with this layer’s numbers', zh: '把这一层的数代入公式' },
  layer: { en: 'Layer', zh: '层' },
  n: { en: 'n', zh: 'n' },
  k: { en: 'k', zh: 'k' },
  codes: { en: 'n · bits', zh: 'n · 位数' },
  book: { en: 'k · 32', zh: 'k · 32' },
  whole: { en: 'n · 32', zh: 'n · 32' },
  rate: { en: 'r', zh: 'r' },
} as const;

/** Bits for a weight against error, bytes and histogram, for convolutions and dense layers apart. */
export function BitsFigure() {
  return (
    <Seen>
      <BitsBody />
    </Seen>
  );
}

function BitsBody() {
  const kernels = usePrunedKernels();
  const layers = kernels.map(({ layer }) => layer);
  const [layer, showLayer] = useShownLayer(layers);
  const share = useShare(layer);
  if (share === null) return <NetMissing />;
  return (
    <div className={styles.panel}>
      <NetChoice />
      <SharingControls />
      <BitsReadout />
      <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
      <SharedHistogram share={share} />
      <Formula />
      <ScopeCurves hasConv={kernels.some(({ shape }) => isConvolution(shape))} />
    </div>
  );
}

/** The length of the shared model's file, encoded and counted anew whenever the model changes; null while it is. */
export function useFileBytes(slot: string): number | null {
  const version = useModel(slot, (state) => state.version);
  const isThere = useModel(slot, ({ status }) => status === 'ready');
  const { encode } = useModel(slot, ({ actions }) => actions);
  const [measured, setMeasured] = useState<{ readonly version: number; readonly bytes: number } | null>(null);
  useEffect(() => {
    if (!isThere) return;
    let isOver = false;
    encode().then(
      ({ length }) => {
        if (!isOver) setMeasured({ version, bytes: length });
      },
      () => {}, // the engine says so
    );
    return () => {
      isOver = true;
    };
  }, [version, isThere, encode]);
  return measured?.version === version ? measured.bytes : null;
}

function BitsReadout() {
  const { answer, stale, isPending } = useWrongCount();
  const dense = useDenseWrong();
  const bytes = useFileBytes(SLOTS.shared);
  const denseBytes = useFileBytes(SLOTS.dense);
  const say = useWords(words);
  const formats = useFormats();
  const { integer, decimal } = formats;
  const shown = answer ?? stale;
  return (
    <Readout
      items={[
        {
          label: say('wrong'),
          value: shown === null ? '…' : integer(shown.wrong),
          detail: shown === null ? say('waiting') : say('ofTested', { tested: integer(shown.tested) }),
          isPending,
        },
        {
          label: say('before'),
          value: dense === null ? '…' : integer(dense.wrong),
          ...(dense === null ? {} : { detail: say('ofTested', { tested: integer(dense.tested) }) }),
        },
        {
          label: say('file'),
          value: bytes === null ? '…' : formats.bytes(bytes),
          isPending: bytes === null,
          ...(bytes === null || denseBytes === null
            ? {}
            : {
                detail: say('ofDense', {
                  times: decimal(denseBytes / bytes, 2),
                  dense: formats.bytes(denseBytes),
                }),
              }),
        },
      ]}
    />
  );
}

function SharedHistogram({ share }: { readonly share: SharedLayer }) {
  const { sharing } = useSharing();
  const say = useWords(words);
  const { integer } = useFormats();
  const series = useMemo(
    () => [
      { id: 'dense', label: say('dense'), variant: 'dense' as const, values: share.kernel.values },
      { id: 'shared', label: say('shared'), variant: 'shared' as const, values: share.shared },
    ],
    [share, say],
  );
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
      series={series}
      countScale="sqrt"
      bins={201}
      heightEm={8}
      provenance={toShareRecipe(sharing.model, sharing.prune, toClusterInput(sharing))}
    />
  );
}

/** r = n b / (n log2 k + k b), layer by layer. */
function Formula() {
  const { sharing } = useSharing();
  const kernels = usePrunedKernels();
  const [shown] = useShownLayer(kernels.map(({ layer }) => layer));
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  return (
    <details className={styles.more}>
      <summary>{say('sum')}</summary>
      <NumberTable
        title={say('sum')}
        columns={(['layer', 'n', 'k', 'codes', 'book', 'whole', 'rate'] as const).map((key) => say(key))}
        rows={kernels.map((kernel) => {
          const bits = toLayerBits(kernel, sharing);
          const n = kernel.values.length;
          return {
            id: kernel.name,
            header: kernel.layer,
            isShown: kernel.layer === shown,
            cells: [
              integer(n),
              integer(2 ** bits),
              integer(n * bits),
              integer(2 ** bits * 32),
              integer(n * 32),
              decimal((n * 32) / countSharedBits(n, bits, 2 ** bits), 2),
            ],
          };
        })}
      />
    </details>
  );
}
