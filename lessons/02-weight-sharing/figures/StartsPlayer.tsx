import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useWords } from '../../parts/words.ts';

const words = {
  play: { en: 'Play', zh: '播放' },
  pause: { en: 'Pause', zh: '暂停' },
  step: { en: 'One step', zh: '走一步' },
  reset: { en: 'Back to the start', zh: '回到起点' },
  iteration: { en: 'Step', zh: '步数' },
} as const;

const FRAME_MS = 320;

export interface StartsPlayerProps {
  readonly step: number;
  readonly last: number;
  readonly frames: readonly number[];
  readonly onStep: (step: number) => void;
}

/** Plays, steps and goes back, by buttons or by dragging the step itself. */
export function StartsPlayer({ step, last, frames, onStep }: StartsPlayerProps) {
  const [isPlaying, setIsPlaying] = useState(false);
  const say = useWords(words);
  const next = frames.find((frame) => frame > step);
  const latest = useRef({ next, onStep });
  latest.current = { next, onStep };
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      const { next, onStep } = latest.current;
      if (next === undefined) setIsPlaying(false);
      else onStep(next);
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [isPlaying]);
  return (
    <>
      <div className={styles.buttons}>
        <Button
          kind="primary"
          onPress={() => {
            if (!isPlaying && next === undefined) onStep(0);
            setIsPlaying(!isPlaying);
          }}
        >
          {say(isPlaying ? 'pause' : 'play')}
        </Button>
        <Button isDisabled={step >= last} onPress={() => onStep(step + 1)}>
          {say('step')}
        </Button>
        <Button
          isDisabled={step === 0}
          onPress={() => {
            setIsPlaying(false);
            onStep(0);
          }}
        >
          {say('reset')}
        </Button>
      </div>
      <Slider
        label={say('iteration')}
        value={step}
        onChange={onStep}
        min={0}
        max={Math.max(1, last)}
        step={1}
        digits={0}
      />
    </>
  );
}
