import { type KeyboardEvent, useRef } from 'react';
import { useFigureNames } from '../frame/FigureContext.ts';
import chart from '../parts/chart.module.css';
import { ZOOM_KEYS } from '../parts/keys.ts';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
import type { OnDrag } from '../parts/useDrag.ts';
import { findRegion, type MapLayout } from './layout.ts';
import type { ByteMapProps } from './props.ts';
import { frameBits, moveBits, zoomBits } from './view.ts';

/** A region, and the place in it that is pointed at, in pixels. */
export interface RegionPoint {
  readonly index: number;
  readonly x: number;
}

interface Props extends Pick<ByteMapProps, 'bytes' | 'regions' | 'onChoose' | 'view' | 'onView' | 'words'> {
  readonly layout: MapLayout;
  readonly at: RegionPoint | undefined;
  readonly onPoint: (at: RegionPoint | undefined) => void;
}

/** Reads one region at a time; Enter or a click chooses it, drags and keys move and zoom. */
export function ByteMapReader(props: Props) {
  const { bytes, regions, onChoose, view, onView, words, layout, at, onPoint } = props;
  const { title } = useFigureNames();
  const drag = useMapDrag(props);
  const onKey = toMapKeys(props);
  /** By keys: the region comes into sight where it is not. */
  const readOut = (index: number | undefined) => {
    if (index === undefined) return onPoint(undefined);
    const region = regions[index]!;
    const span = layout.strip.regions.find((each) => each.index === index);
    if (span === undefined) onView(frameBits(region.bit, region.bits, bytes.length * 8));
    onPoint({ index, x: span === undefined ? layout.width / 2 : span.x + span.width / 2 });
  };
  return (
    <PlotReader
      area={{ left: 0, top: 0, right: layout.width, bottom: layout.height }}
      chartWidth={layout.width}
      reading={at && readRegion(props, at)}
      hint={words.hint}
      rest={title}
      count={regions.length}
      at={at?.index}
      onMove={readOut}
      findNearest={(x) => {
        const { index } = findRegion(layout, view, x);
        if (index !== undefined) queueMicrotask(() => onPoint({ index, x }));
        return index;
      }}
      onKey={onKey}
      onPick={(x) => {
        const { index } = findRegion(layout, view, x);
        if (index !== undefined && !drag.wasDragged()) onChoose(index);
      }}
      picks
      onDrag={drag.onDrag}
    />
  );
}

function readRegion({ regions, words, layout }: Props, { index, x }: RegionPoint): Reading | undefined {
  const region = regions[index];
  if (region === undefined) return undefined;
  const size = `${words.toLength(region.bits)}, ${words.toPlace(region.bit)}`;
  return {
    text: `${region.label}: ${size}`,
    x,
    y: layout.strip.y + layout.strip.height + 4,
    tip: (
      <>
        <div className={chart.tipHead}>{region.label}</div>
        {size}
      </>
    ),
  };
}

/** Plus, minus and 0 zoom, Shift with an arrow moves by an eighth, Enter chooses. */
function toMapKeys({ bytes, view, onView, at, onChoose }: Props) {
  const total = bytes.length * 8;
  const { from, to } = view;
  const sidewards: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
  return ({ key, shiftKey }: KeyboardEvent): boolean => {
    const zoom = ZOOM_KEYS[key];
    const side = shiftKey ? sidewards[key] : undefined;
    if (key === 'Enter' && at !== undefined) onChoose(at.index);
    else if (zoom === 'whole') onView({ from: 0, to: total });
    else if (zoom !== undefined) onView(zoomBits(view, total, zoom, (from + to) / 2));
    else if (side !== undefined) onView(moveBits(view, total, (side * (to - from)) / 8));
    else return false;
    return true;
  };
}

/** A drag of so many pixels is no click. */
const CLICK_SLACK = 4;

/** Moves what is shown along with the pointer. */
function useMapDrag({ bytes, view, onView, layout }: Props) {
  const drag = useRef<{ x: number; moved: number } | undefined>(undefined);
  const onDrag: OnDrag = (x, phase) => {
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
    onView(moveBits(view, bytes.length * 8, (-step / layout.width) * (view.to - view.from)));
  };
  return { onDrag, wasDragged: () => (drag.current?.moved ?? 0) > CLICK_SLACK };
}
