import { useMemo, useState } from 'react';
import { FieldImage } from '../../../src/plots/fields/FieldImage.tsx';
import { MaskImage } from '../../../src/plots/fields/MaskImage.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { type ShownNet, useShownCuts } from '../lab/shown.ts';
import { countKeptByRow, type KernelCut } from '../masks.ts';
import { CutControls } from './CutControls.tsx';
import { CutModelChoice } from './CutModelChoice.tsx';
import { CutNetOnItsWay } from './CutNetOnItsWay.tsx';
import { Kernels } from './Kernels.tsx';
import { WeightLine } from './WeightLens.tsx';

const words = {
  net: { en: 'Show', zh: '查看' },
  cut: { en: 'the cut net', zh: '剪枝后的网络' },
  retrained: { en: 'the retrained net', zh: '再训练后的网络' },
  mask: { en: 'Mask of {layer}', zh: '{layer} 的掩码' },
  maskFinding: {
    en: '{kept} of the {weights} weights of {layer} stay.',
    zh: '{layer} 的 {weights} 个权重中，保留了 {kept} 个。',
  },
  inputs: { en: 'inputs', zh: '输入' },
  pixels: { en: 'pixels of the image, row by row', zh: '图像的像素，逐行排列' },
  neurons: { en: 'neurons', zh: '神经元' },
  band: { en: 'row of the image', zh: '图像的行' },
  pixel: { en: 'pixel in row {row}, column {column}', zh: '第 {row} 行第 {column} 列的像素' },
  field: { en: 'Weights that each pixel still feeds', zh: '每个像素还连着多少权重' },
  fieldFinding: {
    en: '{dead} of {pixels} pixels have no weight left; the best served has {most} of {all}.',
    zh: '{pixels} 个像素中有 {dead} 个一个权重也没有留下；留得最多的像素保留了 {all} 个中的 {most} 个。',
  },
  fieldValue: { en: 'weights kept', zh: '保留的权重' },
  hover: {
    en: 'Point at a dot, or move to it with the arrow keys: its arithmetic appears here.',
    zh: '指向一个点，或用方向键移过去，这里会显示它的算式。',
  },
} as const;

/** What the cut has left: masks as images, the input's field, kernels of convolutions. */
export function LeftFigure() {
  return (
    <Seen>
      <LeftBody />
    </Seen>
  );
}

function LeftBody() {
  const { net, setNet, hasRetrained, cuts } = useShownCuts();
  const layers = useMemo(() => cuts.map(({ kernel }) => kernel.layer), [cuts]);
  const [layer, showLayer] = useShownLayer(layers);
  const shown = cuts.find(({ kernel }) => kernel.layer === layer);
  const say = useWords(words);
  return (
    <div className={styles.panel}>
      <div className={styles.controls}>
        <CutModelChoice />
        {hasRetrained && (
          <Segmented<ShownNet>
            label={say('net')}
            value={net}
            options={[
              { id: 'cut', label: say('cut') },
              { id: 'retrained', label: say('retrained') },
            ]}
            onChange={setNet}
          />
        )}
      </div>
      {net === 'cut' && <CutControls layer={layer} />}
      <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
      {shown === undefined ? (
        <CutNetOnItsWay />
      ) : shown.kernel.shape.length === 2 ? (
        <DenseMask cut={shown} />
      ) : (
        <Kernels id="kernels" cut={shown} />
      )}
    </div>
  );
}

const SIDE = 28;

function DenseMask({ cut }: { readonly cut: KernelCut }) {
  const { kernel, kept, keptCount } = cut;
  const [rows = 0, columns = 0] = kernel.shape;
  const readsImage = rows === SIDE * SIDE;
  const [cell, setCell] = useState<number | null>(null);
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  return (
    <>
      <MaskImage
        id="mask"
        title={say('mask', { layer: kernel.layer })}
        finding={say('maskFinding', {
          layer: kernel.layer,
          kept: integer(keptCount),
          weights: integer(kernel.values.length),
        })}
        rows={rows}
        columns={columns}
        values={kernel.values}
        kept={kept}
        rowLabel={say(readsImage ? 'pixels' : 'inputs')}
        columnLabel={say('neurons')}
        variant="pruned"
        {...(readsImage
          ? {
              bands: SIDE,
              bandLabel: say('band'),
              describeRow: (row: number) =>
                say('pixel', { row: Math.floor(row / SIDE) + 1, column: (row % SIDE) + 1 }),
            }
          : {})}
        onHoverCell={(at) => setCell(at === undefined ? null : at.row * columns + at.column)}
      />
      <p className={styles.arithmetic} aria-live="off">
        {cell === null ? (
          <span className={styles.small}>{say('hover')}</span>
        ) : (
          <WeightLine cut={cut} index={cell} write={(value) => decimal(value, 6)} />
        )}
      </p>
      {readsImage && <PixelField kept={kept} neurons={columns} />}
    </>
  );
}

function PixelField({ kept, neurons }: { readonly kept: Uint8Array; readonly neurons: number }) {
  const counts = useMemo(() => countKeptByRow(kept, SIDE * SIDE), [kept]);
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    <FieldImage
      id="pixel-field"
      title={say('field')}
      finding={say('fieldFinding', {
        dead: integer(counts.filter((each) => each === 0).length),
        pixels: integer(counts.length),
        most: integer(counts.reduce((most, each) => Math.max(most, each), 0)),
        all: integer(neurons),
      })}
      showFinding
      rows={SIDE}
      columns={SIDE}
      values={counts}
      valueLabel={say('fieldValue')}
      variant="pruned"
    />
  );
}
