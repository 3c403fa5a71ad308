import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../src/ui/control/Button.tsx';
import { useWords } from '../words.ts';

const words = {
  play: { en: 'Play', zh: '播放' },
  pause: { en: 'Pause', zh: '暂停' },
  step: { en: 'One step', zh: '走一步' },
  reset: { en: 'Back to the start', zh: '回到起点' },
} as const;

export interface PlayerProps {
  readonly at: number;
  readonly last: number;
  readonly onMove: (at: number) => void;
  readonly frameMs: number;
  /** The places at which playing stops for a frame, ascending; every one without it. */
  readonly frames?: readonly number[];
}

/** Plays something in steps, takes one, or goes back to the start. */
export function Player({ at, last, onMove, frameMs, frames }: PlayerProps) {
  const [isPlaying, setIsPlaying] = useState(false);
  const say = useWords(words);
  const next = frames === undefined ? at + 1 : (frames.find((frame) => frame > at) ?? last + 1);
  const latest = useRef({ next, onMove });
  latest.current = { next, onMove };
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      const { current } = latest;
      if (current.next > last) setIsPlaying(false);
      else current.onMove(current.next);
    }, frameMs);
    return () => clearInterval(timer);
  }, [isPlaying, last, frameMs]);
  return (
    <>
      <Button
        kind="primary"
        onPress={() => {
          if (!isPlaying) onMove(next > last ? 0 : next);
          setIsPlaying(!isPlaying);
        }}
      >
        {say(isPlaying ? 'pause' : 'play')}
      </Button>
      <Button isDisabled={at >= last} onPress={() => onMove(at + 1)}>
        {say('step')}
      </Button>
      <Button
        isDisabled={at === 0}
        onPress={() => {
          setIsPlaying(false);
          onMove(0);
        }}
      >
        {say('reset')}
      </Button>
    </>
  );
}
