import { useMemo } from 'react';
import { ProbabilityBars } from '../../../src/plots/bars/ProbabilityBars.tsx';
import type { Variant } from '../../../src/plots/types.ts';
import { usePrediction } from '../../../src/state/hooks.ts';
import { useFormats, useWords } from '../words.ts';

const words = {
  answers: { en: 'What each net answers', zh: '各网络的回答' },
  finding: { en: '{name}: {answer} ({share}).', zh: '{name}：{answer}（{share}）。' },
  none: { en: 'No image yet.', zh: '还没有图像。' },
} as const;

export interface AnsweringNet {
  readonly slot: string;
  readonly label: string;
  readonly variant: Variant;
  /** False while the net is not in its slot: its column stands there without bars. */
  readonly isThere: boolean;
}

export interface AnswersProps {
  readonly nets: readonly AnsweringNet[];
  readonly classes: readonly string[];
  /** The image's bytes; null where there is none yet. */
  readonly pixels: Uint8Array | null;
  /** The image's class, where it is known. */
  readonly truth: number | null;
}

/** What several nets answer for one image, side by side. */
export function Answers({ nets, classes, pixels, truth }: AnswersProps) {
  const key = nets.flatMap(({ slot, isThere }) => (isThere ? [slot] : [])).join(' ');
  const slots = useMemo(() => (key === '' ? [] : key.split(' ')), [key]);
  const predictions = usePrediction(slots, pixels);
  const say = useWords(words);
  const { percent } = useFormats();
  const columns = nets.map(({ slot, label, variant }) => {
    const state = predictions[slot];
    const probabilities = state?.answer ?? state?.previous?.answer ?? undefined;
    return { id: slot, label, variant, probabilities: pixels === null ? undefined : probabilities };
  });
  const finding = columns
    .flatMap(({ label, probabilities }) => {
      if (probabilities === undefined) return [];
      const best = probabilities.indexOf(Math.max(...probabilities));
      return [
        say('finding', { name: label, answer: classes[best] ?? '', share: percent(probabilities[best]!, 0) }),
      ];
    })
    .join(' ');
  return (
    <ProbabilityBars
      id="answers"
      title={say('answers')}
      finding={finding === '' ? say('none') : finding}
      classes={classes}
      models={columns}
      {...(truth === null ? {} : { truth })}
    />
  );
}
