import { useEffect } from 'react';
import type { GradientAnswer } from '../../../src/protocol/commands.ts';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useGradient, useModel } from '../../../src/state/hooks.ts';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/slots.ts';
import { useSharing } from '../settings.ts';
import { type SharedLayer, toSharedModel, toValues } from '../sharing.ts';

const words = {
  before: { en: 'Loss on these images', zh: '这些图像上的损失' },
  after: { en: 'Loss after the step', zh: '走一步之后的损失' },
  right: { en: '{right} of {n} right', zh: '{n} 张答对 {right} 张' },
} as const;

export interface LossReadoutProps {
  readonly share: SharedLayer;
  readonly updated: Float32Array;
  readonly answer: GradientAnswer;
  readonly images: number;
}

/** What the step did: the loss of the same images with this layer's values moved, and nothing else. */
export function LossReadout({ share, updated, answer, images }: LossReadoutProps) {
  const { sharing } = useSharing();
  const snapshot = useModel(SLOTS.shared, (state) => state.snapshot);
  const { loadSnapshot } = useModel(SLOTS.stepped, ({ actions }) => actions);
  useEffect(() => {
    if (snapshot === null) return;
    const timer = setTimeout(() => {
      const shared = toValues(share.codes, updated);
      const others = snapshot.transforms.filter(({ tensor }) => tensor !== share.kernel.name);
      const stepped = toSharedModel(snapshot, [{ ...share, shared }]);
      loadSnapshot({ ...stepped, transforms: [...others, ...stepped.transforms] }).catch(() => {});
    }, 300);
    return () => clearTimeout(timer);
  }, [snapshot, share, updated, loadSnapshot]);
  const after = useGradient(SLOTS.stepped, {
    tensor: share.kernel.name,
    dataset: MODEL_DATASET[sharing.model],
    examples: images,
  });
  const shown = after.answer ?? after.previous?.answer ?? null;
  const say = useWords(words);
  const { decimal } = useFormats();
  return (
    <Readout
      items={[
        {
          label: say('before'),
          value: decimal(answer.loss, 6),
          detail: say('right', { right: answer.correct, n: images }),
        },
        {
          label: say('after'),
          value: shown === null ? '…' : decimal(shown.loss, 6),
          isPending: after.answer === null,
          ...(shown === null ? {} : { detail: say('right', { right: shown.correct, n: images }) }),
        },
      ]}
    />
  );
}
