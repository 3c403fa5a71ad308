import { useModel } from '../../../src/state/hooks.ts';
import { useWords } from '../../parts/words.ts';
import { LedgerFigure, slots, useFileGuess, useTimeGuess } from '../lesson.ts';
import { ByteArithmetic } from './ByteArithmetic.tsx';
import { CutControls } from './CutControls.tsx';

const words = { bytes: { en: 'Where its bytes go', zh: '字节花在哪里' } } as const;

/** The nets on the scales, once the reader has guessed; and the cut net's bytes, layer by layer. */
export function ScaleFigure() {
  const ledger = useModel(slots.cut, (state) => state.ledger);
  const isFileGuessed = useFileGuess().isOpen;
  const isTimeGuessed = useTimeGuess().isOpen;
  const say = useWords(words);
  return (
    <LedgerFigure
      controls={<CutControls />}
      isHeld={!isFileGuessed || !isTimeGuessed}
      details={
        ledger === null
          ? []
          : [{ id: 'bytes', label: say('bytes'), content: <ByteArithmetic ledger={ledger} /> }]
      }
    />
  );
}
