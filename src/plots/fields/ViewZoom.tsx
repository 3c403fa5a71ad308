import { type View, zoomView } from '../geometry/raster.ts';
import { ZoomButtons } from '../parts/ZoomButtons.tsx';

interface Props {
  readonly view: View;
  readonly whole: View;
  readonly onView: (view: View) => void;
}

/** Zooms a part of a plane about its middle. */
export function ViewZoom({ view, whole, onView }: Props) {
  const zoom = (factor: number) =>
    onView(zoomView(view, whole, factor, view.x + view.width / 2, view.y + view.height / 2));
  return (
    <ZoomButtons
      isWhole={view.width >= whole.width && view.height >= whole.height}
      isClosest={zoomView(view, whole, 2, view.x, view.y).width === view.width}
      onCloser={() => zoom(2)}
      onFarther={() => zoom(0.5)}
      onWhole={() => onView(whole)}
    />
  );
}
