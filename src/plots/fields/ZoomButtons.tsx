import { type View, zoomView } from '../geometry/raster.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import styles from './fields.module.css';

interface Props {
  readonly view: View;
  readonly whole: View;
  readonly onView: (view: View) => void;
}

/** Closer, farther, all. */
export function ZoomButtons({ view, whole, onView }: Props) {
  const labels = usePlotLabels();
  const zoom = (factor: number) =>
    onView(zoomView(view, whole, factor, view.x + view.width / 2, view.y + view.height / 2));
  const isWhole = view.width >= whole.width && view.height >= whole.height;
  const isClosest = zoomView(view, whole, 2, view.x, view.y).width === view.width;
  return (
    <span className={styles.zoom}>
      <button type="button" aria-label={labels.zoomIn} disabled={isClosest} onClick={() => zoom(2)}>
        +
      </button>
      <button type="button" aria-label={labels.zoomOut} disabled={isWhole} onClick={() => zoom(0.5)}>
        −
      </button>
      <button type="button" disabled={isWhole} onClick={() => onView(whole)}>
        {labels.zoomReset}
      </button>
    </span>
  );
}
