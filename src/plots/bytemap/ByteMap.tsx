import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import fieldStyles from '../fields/fields.module.css';
import { formatCount } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { useFigureNames } from '../frame/FigureContext.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import chart from '../parts/chart.module.css';
import { Reader } from '../parts/Reader.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useSize } from '../parts/useSize.ts';
import type { FrameProps, PlotTable } from '../types.ts';
import { ByteMapDrawing } from './ByteMapDrawing.tsx';
import { findRegion, layoutByteMap, type MapField, type MapRegion } from './layout.ts';
import { useZoom } from './useZoom.ts';
import { type BitView, CLOSEST_BITS, clampView, frameBits, moveBits, zoomBits } from './view.ts';

export interface ByteMapProps extends FrameProps {
  readonly bytes: Uint8Array;
  /** From the first bit to the last, without a gap. */
  readonly regions: readonly MapRegion[];
  /** Fields of the chosen region that were read out; drawn where the view is close enough. */
  readonly fields?: readonly MapField[] | undefined;
  /** Index of the chosen region. */
  readonly chosen: number | undefined;
  readonly onChoose: (region: number) => void;
  readonly view: BitView;
  readonly onView: (view: BitView) => void;
  /** Bits that something else points at. */
  readonly pointed?: { readonly bit: number; readonly bits: number } | undefined;
  readonly words: {
    /** Writes a length: "1,234 bytes", "3 bytes and 5 bits". */
    readonly toLength: (bits: number) => string;
    /** "from byte 0x1f4". */
    readonly toPlace: (bit: number) => string;
    readonly region: string;
    readonly length: string;
    readonly start: string;
    /** How to move about by keys. */
    readonly hint: string;
  };
}

/** A file, every bit of it: zoom in until bytes, bits and what they say can be read. */
export function ByteMap(props: ByteMapProps) {
  const { bytes, regions, view, onView, words } = props;
  const labels = usePlotLabels();
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
          <span className={fieldStyles.zoom}>
            <button
              type="button"
              aria-label={labels.zoomIn}
              disabled={span <= CLOSEST_BITS}
              onClick={() => onView(zoomBits(view, total, 3, middle))}
            >
              +
            </button>
            <button
              type="button"
              aria-label={labels.zoomOut}
              disabled={span >= total}
              onClick={() => onView(zoomBits(view, total, 1 / 3, middle))}
            >
              −
            </button>
            <button type="button" disabled={span >= total} onClick={() => onView({ from: 0, to: total })}>
              {labels.zoomReset}
            </button>
          </span>
        </>
      }
    >
      <ByteMapBody {...props} />
    </Figure>
  );
}

const NO_FIELDS: readonly MapField[] = [];
/** A drag of so many pixels is no click. */
const CLICK_SLACK = 4;

function ByteMapBody(props: ByteMapProps) {
  const { bytes, regions, fields = NO_FIELDS, chosen, onChoose, onView, pointed, words } = props;
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx } = useSize(root);
  const { title } = useFigureNames();
  const labels = usePlotLabels();
  const total = bytes.length * 8;
  const view = useMemo(() => clampView(props.view, total), [props.view, total]);
  const [at, setAt] = useState<{ readonly index: number; readonly x: number }>();
  const drag = useRef<{ x: number; moved: number } | undefined>(undefined);
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
  const shown = at === undefined ? undefined : regions[at.index];
  const say = (region: MapRegion) =>
    `${region.label}: ${words.toLength(region.bits)}, ${words.toPlace(region.bit)}`;

  const onKey = (event: KeyboardEvent): boolean => {
    const span = view.to - view.from;
    if (event.key === 'Enter' && at !== undefined) onChoose(at.index);
    else if (event.key === '+' || event.key === '=') onView(zoomBits(view, total, 2, toMiddle(view)));
    else if (event.key === '-') onView(zoomBits(view, total, 0.5, toMiddle(view)));
    else if (event.key === '0') onView({ from: 0, to: total });
    else if (event.shiftKey && event.key === 'ArrowRight') onView(moveBits(view, total, span / 8));
    else if (event.shiftKey && event.key === 'ArrowLeft') onView(moveBits(view, total, -span / 8));
    else return false;
    return true;
  };
  /** By keys: the region comes into sight where it is not. */
  const readOut = (index: number | undefined) => {
    if (index === undefined || layout === undefined) return setAt(undefined);
    const region = regions[index]!;
    const span = layout.strip.regions.find((each) => each.index === index);
    if (span === undefined) onView(frameBits(region.bit, region.bits, total));
    setAt({ index, x: span === undefined ? width / 2 : span.x + span.width / 2 });
  };
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
          {shown && at && (
            <Tip x={at.x} y={layout.strip.y + layout.strip.height + 4} chartWidth={layout.width}>
              <div className={chart.tipHead}>{shown.label}</div>
              {words.toLength(shown.bits)}, {words.toPlace(shown.bit)}
            </Tip>
          )}
          <Reader
            label={`${labels.readValues(title)}. ${words.hint}`}
            count={regions.length}
            at={at?.index}
            text={shown ? say(shown) : title}
            onMove={readOut}
            findNearest={(x) => {
              const { index } = findRegion(layout, view, x);
              if (index !== undefined) queueMicrotask(() => setAt({ index, x }));
              return index;
            }}
            onKey={onKey}
            onPick={(x) => {
              if ((drag.current?.moved ?? 0) > CLICK_SLACK) return;
              const { index } = findRegion(layout, view, x);
              if (index !== undefined) onChoose(index);
            }}
            picks
            onDrag={(x, phase) => {
              const from = drag.current;
              if (phase === 'end') {
                // The click that follows still has to know how far this drag went.
                setTimeout(() => {
                  drag.current = undefined;
                });
                return;
              }
              const step = from === undefined ? 0 : x - from.x;
              drag.current = { x, moved: (from?.moved ?? 0) + Math.abs(step) };
              onView(moveBits(view, total, (-step / width) * (view.to - view.from)));
            }}
            style={{ left: 0, top: 0, width: layout.width, height: layout.height }}
          />
        </>
      )}
    </div>
  );
}

function toMiddle({ from, to }: BitView): number {
  return (from + to) / 2;
}
