import { useMemo, useRef, useState } from 'react';
import { formatCount } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { useSize } from '../parts/useSize.ts';
import { ZoomButtons } from '../parts/ZoomButtons.tsx';
import type { PlotTable } from '../types.ts';
import { ByteMapDrawing } from './ByteMapDrawing.tsx';
import { ByteMapReader, type RegionPoint } from './ByteMapReader.tsx';
import { layoutByteMap, type MapField } from './layout.ts';
import type { ByteMapProps } from './props.ts';
import { useZoom } from './useZoom.ts';
import { CLOSEST_BITS, clampView, zoomBits } from './view.ts';

/** A file, every bit of it: zoom in until bytes, bits and what they say can be read. */
export function ByteMap(props: ByteMapProps) {
  const { bytes, regions, view, onView, words } = props;
  const total = bytes.length * 8;
  const middle = (view.from + view.to) / 2;
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'region', label: words.region },
      { id: 'firstBit', label: words.start, format: formatCount },
      { id: 'bits', label: words.length, format: formatCount },
    ],
    rows: regions.map(({ label, bit, bits }) => [label, bit, bits]),
  });
  const span = view.to - view.from;
  return (
    <Figure
      {...props}
      getTable={getTable}
      controls={
        <>
          {props.controls}
          <ZoomButtons
            isWhole={span >= total}
            isClosest={span <= CLOSEST_BITS}
            onCloser={() => onView(zoomBits(view, total, 3, middle))}
            onFarther={() => onView(zoomBits(view, total, 1 / 3, middle))}
            onWhole={() => onView({ from: 0, to: total })}
          />
        </>
      }
    >
      <ByteMapBody {...props} />
    </Figure>
  );
}

const NO_FIELDS: readonly MapField[] = [];

function ByteMapBody(props: ByteMapProps) {
  const { bytes, regions, fields = NO_FIELDS, chosen, onView, pointed } = props;
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx } = useSize(root);
  const total = bytes.length * 8;
  const view = useMemo(() => clampView(props.view, total), [props.view, total]);
  const [at, setAt] = useState<RegionPoint>();
  const layout = useMemo(
    () => (width > 0 ? layoutByteMap({ width, fontPx, bytes, regions, fields, view }) : undefined),
    [width, fontPx, bytes, regions, fields, view],
  );
  useZoom(root, {
    view,
    total,
    onView,
    ownsWheel: () => root.current?.contains(document.activeElement) ?? false,
  });
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '10em', position: 'relative' }}>
      {layout && (
        <>
          <ByteMapDrawing
            layout={layout}
            fontPx={fontPx}
            chosen={chosen}
            hovered={at?.index}
            pointed={pointed}
            view={view}
          />
          <ByteMapReader {...props} view={view} layout={layout} at={at} onPoint={setAt} />
        </>
      )}
    </div>
  );
}
