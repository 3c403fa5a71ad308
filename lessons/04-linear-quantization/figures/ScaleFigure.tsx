import { LedgerFigure, useFileGuess, useTimeGuess } from '../lesson.ts';
import { Controls } from './Controls.tsx';

/** The nets on the scales, once the reader has guessed. */
export function ScaleFigure() {
  const isFileGuessed = useFileGuess().isOpen;
  const isTimeGuessed = useTimeGuess().isOpen;
  return <LedgerFigure isHeld={!isFileGuessed || !isTimeGuessed} controls={<Controls has={['per']} />} />;
}
