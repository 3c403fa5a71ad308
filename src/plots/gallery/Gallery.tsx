import { Provenance } from '../frame/Provenance.tsx';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { BarFigures } from './BarFigures.tsx';
import { EnergyFigures } from './EnergyFigures.tsx';
import { FieldFigures, SignFigures } from './FieldFigures.tsx';
import { FileFigures } from './FileFigures.tsx';
import { FrontFigures } from './FrontFigures.tsx';
import styles from './Gallery.module.css';
import { HistogramFigures } from './HistogramFigures.tsx';
import { LineFigures } from './LineFigures.tsx';
import { LossFigures } from './LossFigures.tsx';
import { NumberLineFigures } from './NumberLineFigures.tsx';
import { SharingFigures } from './SharingFigures.tsx';
import { SmallFigures } from './SmallFigures.tsx';
import { StateFigures } from './StateFigures.tsx';

/** Every chart on fixed data: the place to look at them all, and the screenshot test. */
export function Gallery() {
  const labels = usePlotLabels();
  return (
    <div className={styles.gallery}>
      <h1>{labels.galleryTitle}</h1>
      <p>{labels.galleryNote}</p>
      <Provenance recipe={{ sample: 'gallery' }}>
        <HistogramFigures />
        <LineFigures />
        <NumberLineFigures />
        <LossFigures />
        <FieldFigures />
        <BarFigures />
        <FileFigures />
        <FrontFigures />
        <SharingFigures />
        <StateFigures />
        <SignFigures />
        <SmallFigures />
        <EnergyFigures />
      </Provenance>
    </div>
  );
}
