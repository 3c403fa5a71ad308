import { useMemo } from 'react';
import { CodeBars } from '../../../src/plots/sharing/CodeBars.tsx';
import { GROUPING_STEPS } from '../../../src/plots/sharing/GroupingChart.tsx';
import type { GradientAnswer } from '../../../src/protocol/commands.ts';
import { useKeptState, useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import styles from '../../parts/figures/figures.module.css';
import { useFormats, useWords } from '../../parts/words.ts';
import { findRange, sumByCode } from '../lab/groups.ts';
import type { SharedLayer } from '../sharing.ts';
import { toScientific } from './gradienttext.ts';
import { LiveCorner } from './LiveCorner.tsx';
import { LossReadout } from './LossReadout.tsx';
import { StepPlayer } from './StepPlayer.tsx';

const words = {
  sums: { en: 'Summed gradient of each value of {layer}', zh: '{layer} 每个值的梯度之和' },
  sumsFinding: {
    en: 'The gradients of {weights} weights become {n} sums; the largest belongs to code {code}: {sum}.',
    zh: '{weights} 个权重的梯度合成 {n} 个和；最大的属于编号 {code}：{sum}。',
  },
  code: { en: 'code', zh: '编号' },
  sum: { en: 'summed gradient', zh: '梯度之和' },
  ofWeights: { en: '{n} weights, value {value}', zh: '{n} 个权重，值 {value}' },
  lens: {
    en: 'Code {code}: {n} gradients, from {low} to {high}, sum to {sum}. {value} − {rate} · ({sum}) = {after}',
    zh: '编号 {code}：{n} 个梯度，从 {low} 到 {high}，加起来是 {sum}。{value} − {rate} ·（{sum}）= {after}',
  },
} as const;

const stepParam = choiceParam(GROUPING_STEPS, 'share');

export interface LiveStepsProps {
  readonly share: SharedLayer;
  readonly answer: GradientAnswer;
  readonly images: number;
  readonly rate: number;
}

/** Gradient, group, sum, update on sixteen weights, the sums of all codes, and what the step does to the loss. */
export function LiveSteps({ share, answer, images, rate }: LiveStepsProps) {
  const [step, setStep] = useLinkState('liveStep', stepParam);
  const { kernel, codes, centroids, counts, survivors } = share;
  const [picked, setPicked] = useKeptState('live-code', 0);
  const code = Math.min(picked, centroids.length - 1);
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const sums = useMemo(() => sumByCode(share, answer.values), [share, answer]);
  const largest = sums.reduce((best, each, at) => (Math.abs(each) > Math.abs(sums[best]!) ? at : best), 0);
  const range = useMemo(() => findRange(codes, answer.values, code), [codes, answer, code]);
  const updated = useMemo(
    () => centroids.map((centroid, at) => centroid - rate * sums[at]!),
    [centroids, sums, rate],
  );
  return (
    <>
      <StepPlayer step={step} onStep={setStep} />
      <LiveCorner share={share} answer={answer} sums={sums} updated={updated} step={step} />
      <CodeBars
        id="gradient-sums"
        title={say('sums', { layer: kernel.layer })}
        finding={say('sumsFinding', {
          weights: integer(survivors),
          n: centroids.length,
          code: largest,
          sum: toScientific(sums[largest] ?? 0),
        })}
        values={sums}
        valueLabel={say('sum')}
        codeLabel={say('code')}
        format={toScientific}
        describe={(at) =>
          say('ofWeights', { n: integer(counts[at] ?? 0), value: decimal(centroids[at] ?? 0, 4) })
        }
        picked={code}
        onPick={setPicked}
        heightEm={6}
      />
      <p className={styles.arithmetic}>
        {say('lens', {
          code,
          n: integer(counts[code] ?? 0),
          low: toScientific(range[0]),
          high: toScientific(range[1]),
          sum: toScientific(sums[code] ?? 0),
          value: decimal(centroids[code] ?? 0, 5),
          rate: decimal(rate, 4),
          after: decimal(updated[code] ?? 0, 5),
        })}
      </p>
      <LossReadout share={share} updated={updated} answer={answer} images={images} />
    </>
  );
}
