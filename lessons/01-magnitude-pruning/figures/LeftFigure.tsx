import { useMemo, useState } from 'react';
import { FieldImage } from '../../../src/plots/fields/FieldImage.tsx';
import { choice } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { KernelMask, readsImage, SIDE } from '../../parts/figures/KernelMask.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useNet } from '../../parts/nets.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { readCuts } from '../lab/cuts.ts';
import { NetChoice, NetMissing, slots, useCuts, useSettings, useShownCut } from '../lesson.ts';
import { countKeptByRow } from '../masks.ts';
import { CutControls } from './CutControls.tsx';
import { WeightLine } from './WeightLens.tsx';

const words = {
  picture: { en: 'The mask', zh: '掩码' },
  square: { en: 'By pixel', zh: '按像素' },
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

const NET = choice('net', {
  label: { en: 'Net', zh: '网络' },
  initial: 'cut',
  options: {
    cut: { en: 'the cut net', zh: '剪枝后的网络' },
    retrained: { en: 'the retrained net', zh: '再训练后的网络' },
  },
});

/** The masks of the net that the reader looks at: the cut one, or the retrained one once it is there. */
function useNetCuts() {
  const { model } = useSettings().settings;
  const [wanted] = useDial(NET);
  const retrained = useNet(slots.retrained, model);
  const hasRetrained = retrained !== null;
  const live = useCuts();
  const kept = useMemo(() => (retrained === null ? [] : readCuts(retrained)), [retrained]);
  const net = hasRetrained ? wanted : 'cut';
  return { net, hasRetrained, cuts: net === 'cut' ? live : kept };
}

/** What the cut has left: masks as images, the input's field, kernels of convolutions. */
export function LeftFigure() {
  const { net, hasRetrained, cuts } = useNetCuts();
  const { layer, shown, choice: layers } = useShownCut(cuts);
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
          {hasRetrained && <Dial of={NET} />}
          <LayerChoice {...layers} />
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
          content: <KernelMask ids={['mask', 'kernels']} cut={shown} hasBands onCell={setCell} />,
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
