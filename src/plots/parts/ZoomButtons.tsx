import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import styles from './zoom.module.css';

export interface ZoomButtonsProps {
  readonly isWhole: boolean;
  readonly isClosest: boolean;
  readonly onCloser: () => void;
  readonly onFarther: () => void;
  readonly onWhole: () => void;
}

/** Closer, farther, all. */
export function ZoomButtons({ isWhole, isClosest, onCloser, onFarther, onWhole }: ZoomButtonsProps) {
  const labels = usePlotLabels();
  return (
    <span className={styles.zoom}>
      <button type="button" aria-label={labels.zoomIn} disabled={isClosest} onClick={onCloser}>
        +
      </button>
      <button type="button" aria-label={labels.zoomOut} disabled={isWhole} onClick={onFarther}>
        −
      </button>
      <button type="button" disabled={isWhole} onClick={onWhole}>
        {labels.zoomReset}
      </button>
    </span>
  );
}
