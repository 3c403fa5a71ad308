import { BarFigures } from './BarFigures.tsx';
import { FieldFigures } from './FieldFigures.tsx';
import { HistogramFigures } from './HistogramFigures.tsx';
import { LineFigures } from './LineFigures.tsx';
import { LossFigures } from './LossFigures.tsx';

/** Every chart on fixed data: the place to look at them all, and the screenshot test. */
export function Gallery() {
  return (
    <div>
      <HistogramFigures />
      <LineFigures />
      <LossFigures />
      <FieldFigures />
      <BarFigures />
    </div>
  );
}
