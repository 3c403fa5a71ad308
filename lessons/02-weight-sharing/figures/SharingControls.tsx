import { Button } from '../../../src/ui/control/Button.tsx';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { Dial } from '../../parts/figures/Dial.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { useDenseKernels, useSettings } from '../lesson.ts';
import { isConvolution, SETTINGS, toNextDraw } from '../settings.ts';

const words = {
  fcOfBoth: { en: 'Bits in dense layers', zh: '全连接层的位数' },
  values: { en: '{label}: {n} values', zh: '{label}：{n} 种取值' },
  draw: { en: 'Draw {n}: draw again', zh: '第 {n} 次抽取：再抽一次' },
  left: { en: '{n} weights left', zh: '剩下 {n} 个权重' },
} as const;

export interface SharingControlsProps {
  readonly hasStart?: boolean;
  readonly hasPrune?: boolean;
}

/**
 * How the reader says what is shared: bits by kind of layer and, where the figure needs them or another
 * section has set them, start and pruning.
 */
export function SharingControls(props: SharingControlsProps) {
  const { settings, change } = useSettings();
  const { fcBits, convBits, init, draw, prune } = settings;
  const hasStart = props.hasStart || init !== SETTINGS.init.codec.initial;
  const hasPrune = props.hasPrune || prune !== SETTINGS.prune.codec.initial;
  const hasConv = useDenseKernels().some(({ shape }) => isConvolution(shape));
  const say = useWords(words);
  const text = useText();
  const fc = hasConv ? say('fcOfBoth') : text(SETTINGS.fcBits.label);
  const toLabel = (label: string, bits: number) => say('values', { label, n: 2 ** bits });
  return (
    <>
      {hasConv && <Dial of={SETTINGS.convBits} label={toLabel(text(SETTINGS.convBits.label), convBits)} />}
      <Dial of={SETTINGS.fcBits} label={toLabel(fc, fcBits)} />
      {hasPrune && <PruneSlider />}
      {hasStart && <Dial of={SETTINGS.init} />}
      {hasStart && init === 'forgy' && (
        <Button size="small" onPress={() => change(toNextDraw(settings))}>
          {say('draw', { n: draw })}
        </Button>
      )}
    </>
  );
}

/** How much goes before anything is shared. */
export function PruneSlider() {
  const { prune } = useSettings().settings;
  const weights = useDenseKernels().reduce((sum, { values }) => sum + values.length, 0);
  const say = useWords(words);
  const name = useText()(SETTINGS.prune.label);
  const { integer } = useFormats();
  const left = say('left', { n: integer(weights - Math.round(weights * prune)) });
  return <Dial of={SETTINGS.prune} label={prune > 0 ? `${name}: ${left}` : name} />;
}
