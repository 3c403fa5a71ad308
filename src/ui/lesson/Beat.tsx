import type { ReactNode } from 'react';
import { Guard } from '../control/Guard.tsx';
import { useText } from '../language/bilingual.ts';
import styles from './Beat.module.css';
import { BeatContext, useLesson } from './context.tsx';

export interface BeatProps {
  /** One of the ids in the lesson's `meta.beats`; the heading is its title. */
  readonly id: string;
  readonly children: ReactNode;
}

/** A section of a lesson: a heading and what follows while reading, one slide while presenting. */
export function Beat({ id, children }: BeatProps) {
  const { meta, presentedBeat } = useLesson();
  const text = useText();
  const beat = meta?.beats.find((each) => each.id === id);
  const isHidden = presentedBeat !== null && presentedBeat !== id;
  const headingId = `beat-${id}`;
  return (
    <section
      className={styles.beat}
      data-beat={id}
      hidden={isHidden}
      aria-labelledby={beat === undefined ? undefined : headingId}
    >
      {beat !== undefined && (
        <h2 id={headingId} tabIndex={-1}>
          {text(beat.title)}
        </h2>
      )}
      <BeatContext value={id}>
        <Guard>{children}</Guard>
      </BeatContext>
    </section>
  );
}
