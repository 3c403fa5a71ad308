import { useMemo, useState } from 'react';
import { FieldImage } from '../../../src/plots/fields/FieldImage.tsx';
import { MaskImage } from '../../../src/plots/fields/MaskImage.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useNet } from '../../parts/nets.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { readCuts } from '../lab/cuts.ts';
import { NetChoice, NetMissing, slots, useCuts, useSettings, useShownCut } from '../lesson.ts';
import { countKeptByRow, type KernelCut } from '../masks.ts';
import { CutControls } from './CutControls.tsx';
import { Kernels } from './Kernels.tsx';
import { WeightLine } from './WeightLens.tsx';

const words = {
  net: { en: 'Net', zh: '网络' },
  picture: { en: 'The mask', zh: '掩码' },
  square: { en: 'By pixel', zh: '按像素' },
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

const NETS = ['cut', 'retrained'] as const;
const netParam = choiceParam(NETS, 'cut');

/** The masks of the net that the reader looks at: the cut one, or the retrained one once it is there. */
function useNetCuts() {
  const { model } = useSettings().settings;
  const [wanted, setNet] = useLinkState('net', netParam);
  const retrained = useNet(slots.retrained, model);
  const hasRetrained = retrained !== null;
  const live = useCuts();
  const kept = useMemo(() => (retrained === null ? [] : readCuts(retrained)), [retrained]);
  const net = hasRetrained ? wanted : 'cut';
  return { net, setNet, hasRetrained, cuts: net === 'cut' ? live : kept };
}

/** What the cut has left: masks as images, the input's field, kernels of convolutions. */
export function LeftFigure() {
  const { net, setNet, hasRetrained, cuts } = useNetCuts();
  const { layer, shown, choice } = useShownCut(cuts);
  const [cell, setCell] = useState<number | null>(null);
  const say = useWords(words);
  const { decimal } = useFormats();
  if (shown === undefined) return <NetMissing />;
  const isDense = shown.kernel.shape.length === 2;
  return (
    <FigurePanel
      id="left"
      controls={
        <>
          <NetChoice />
          {net === 'cut' && <CutControls layer={layer} />}
          {hasRetrained && (
            <Segmented
              label={say('net')}
              value={net}
              options={NETS.map((id) => ({ id, label: say(id) }))}
              onChange={setNet}
            />
          )}
          <LayerChoice {...choice} />
        </>
      }
      note={
        isDense && (
          <p className={styles.arithmetic} aria-live="off">
            {cell === null || cell >= shown.kept.length ? (
              <span className={styles.small}>{say('hover')}</span>
            ) : (
              <WeightLine cut={shown} index={cell} write={(value) => decimal(value, 6)} />
            )}
          </p>
        )
      }
      views={[
        {
          id: 'mask',
          label: say('picture'),
          content: isDense ? (
            <DenseMask cut={shown} onCell={setCell} />
          ) : (
            <Kernels id="kernels" cut={shown} />
          ),
        },
        ...(readsImage(shown)
          ? [
              {
                id: 'square',
                label: say('square'),
                content: <PixelField kept={shown.kept} neurons={shown.kernel.shape[1] ?? 0} />,
              },
            ]
          : []),
      ]}
    />
  );
}

const SIDE = 28;

function readsImage({ kernel }: KernelCut): boolean {
  return kernel.shape.length === 2 && kernel.shape[0] === SIDE * SIDE;
}

interface DenseMaskProps {
  readonly cut: KernelCut;
  readonly onCell: (cell: number | null) => void;
}

function DenseMask({ cut, onCell }: DenseMaskProps) {
  const { kernel, kept, keptCount } = cut;
  const [rows = 0, columns = 0] = kernel.shape;
  const isImage = readsImage(cut);
  const say = useWords(words);
  const { integer } = useFormats();
  return (
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
      rowLabel={say(isImage ? 'pixels' : 'inputs')}
      columnLabel={say('neurons')}
      variant="pruned"
      {...(isImage
        ? {
            bands: SIDE,
            bandLabel: say('band'),
            describeRow: (row: number) =>
              say('pixel', { row: Math.floor(row / SIDE) + 1, column: (row % SIDE) + 1 }),
          }
        : {})}
      onHoverCell={(at) => onCell(at === undefined ? null : at.row * columns + at.column)}
    />
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
