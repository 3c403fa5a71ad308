import { Gallery } from '../../plots/gallery/Gallery.tsx';
import { PlotWords } from '../shell/PlotWords.tsx';

/** All charts of the lab on fixed data. */
export function GalleryPage() {
  return (
    <PlotWords>
      <Gallery />
    </PlotWords>
  );
}
