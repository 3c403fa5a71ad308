import { Gallery } from '../../plots/gallery/Gallery.tsx';

/** All charts of the lab on fixed data. */
export function GalleryPage() {
  return <Gallery />;
}
