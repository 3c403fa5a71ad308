// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { FigurePanel } from '../../../lessons/parts/figures/FigurePanel.tsx';
import { Readout } from '../../../lessons/parts/figures/Readout.tsx';
import { Figure } from '../../plots/frame/Figure.tsx';
import { LessonContext, NO_LESSON } from '../../ui/lesson/context.tsx';
import type { AnswerPart, LessonMeta } from '../../ui/lesson/meta.ts';
import { startTranslation } from '../language/i18n.ts';
import { HeldBeat } from './HeldBeat.tsx';

afterEach(cleanup);

startTranslation('en');

function draw(answers: readonly AnswerPart[], revealed: readonly string[] = []) {
  const title = { en: 'Cut', zh: '剪' };
  const meta = { beats: [{ id: 'cut', title, answers }] } as unknown as LessonMeta;
  const isHeld = (beat: string | null) => beat === null || !revealed.includes(beat);
  render(
    <LessonContext value={{ ...NO_LESSON, meta, isHeld, revealedBeats: revealed }}>
      <HeldBeat id="cut">
        <FigurePanel
          id="cut"
          readout={<Readout items={[{ label: 'wrong', value: '158', detail: 'of 10,000' }]} />}
          views={[{ id: 'all', label: 'all', grows: true, content: <p>158 of them</p> }]}
        />
        <Figure title="weights" finding="A hill of 158.">
          <p>hill</p>
        </Figure>
        <Figure kind="curve" title="errors" finding="It climbs to 158.">
          <p>curve</p>
        </Figure>
      </HeldBeat>
    </LessonContext>,
  );
}

const count = (text: RegExp | string) => screen.queryAllByText(text).length;

describe('where answers are hidden', () => {
  it('keeps curves back in every beat, and of the figures what the beat says', () => {
    draw(['numbers']);
    expect(count(/158/)).toBe(1);
    expect(count('A hill of 158.')).toBe(1);
    expect(count(/The numbers wait/)).toBe(1);
    expect(count(/The curve waits/)).toBe(1);
    expect(screen.getByRole('img', { name: 'a number that is not shown yet' })).toBeTruthy();
  });

  it('keeps pictures back, with what they say in words', () => {
    draw(['pictures']);
    expect(count('hill')).toBe(0);
    expect(count('A hill of 158.')).toBe(0);
    expect(count('158')).toBe(1);
    expect(count('158 of them')).toBe(1);
  });

  it('shows all of it when the instructor has', () => {
    draw(['numbers', 'pictures'], ['cut']);
    expect(count('158')).toBe(1);
    expect(count('158 of them')).toBe(1);
    expect(count('A hill of 158.')).toBe(1);
    expect(count(/waits? for the instructor/)).toBe(0);
  });
});
