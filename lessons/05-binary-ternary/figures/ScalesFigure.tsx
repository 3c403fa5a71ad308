import { LedgerFigure, useTimeGuess } from '../lesson.ts';
import { Controls } from './Controls.tsx';

/** The nets on the scales, once the reader has guessed. */
export function ScalesFigure() {
  return <LedgerFigure isHeld={!useTimeGuess().isOpen} controls={<Controls />} />;
}
