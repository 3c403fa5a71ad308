import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DigitPad.module.css';
import type { PadPoint, Stroke } from './digit.ts';
import { drawPad, SIZE } from './drawPad.ts';

interface PadSurfaceProps {
  readonly label: string;
  readonly strokes: readonly Stroke[];
  /** While the pen is down. */
  readonly onDraw: (stroke: Stroke) => void;
  /** When it is lifted. */
  readonly onStroke: (stroke: Stroke) => void;
  readonly onUndo: () => void;
  readonly onClear: () => void;
}

const KEY_STEP = 1 / 20;
const MIDDLE: PadPoint = { x: 0.5, y: 0.5 };
const MOVES: Readonly<Record<string, PadPoint>> = {
  ArrowLeft: { x: -KEY_STEP, y: 0 },
  ArrowRight: { x: KEY_STEP, y: 0 },
  ArrowUp: { x: 0, y: -KEY_STEP },
  ArrowDown: { x: 0, y: KEY_STEP },
};

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** The paper of a digit pad. */
export function PadSurface(props: PadSurfaceProps) {
  const { label, strokes } = props;
  const { t } = useTranslation('ui');
  const canvas = useRef<HTMLCanvasElement>(null);
  const pen = usePen(props);
  const keys = usePadKeys(props, pen);
  const id = useId();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) drawPad(context, strokes, keys.cursor, keys.isPenDown);
  });
  return (
    <div className={styles.surface}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a pad takes its keys itself */}
      <canvas
        ref={canvas}
        width={SIZE}
        height={SIZE}
        className={styles.paper}
        role="application"
        aria-label={label}
        aria-describedby={id}
        tabIndex={0}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          keys.lift();
          event.currentTarget.setPointerCapture(event.pointerId);
          keys.hide();
          pen.begin(toPoint(event));
        }}
        onPointerMove={(event) => {
          if (!keys.isPenDown) pen.extend(toPoint(event));
        }}
        onPointerUp={keys.lift}
        onPointerCancel={keys.lift}
        onBlur={() => {
          keys.lift();
          keys.hide();
        }}
        onKeyDown={keys.onKeyDown}
      />
      {strokes.length === 0 && keys.cursor === null && <p className={styles.hint}>{t('digit.empty')}</p>}
      <p id={id} className="visually-hidden">
        {t('digit.keys')}
      </p>
      <span className="visually-hidden" role="status">
        {keys.spoken}
      </span>
    </div>
  );
}

function toPoint(event: PointerEvent): PadPoint {
  const box = event.currentTarget.getBoundingClientRect();
  return {
    x: clamp((event.clientX - box.left) / box.width),
    y: clamp((event.clientY - box.top) / box.height),
  };
}

/** What draws a stroke, by pointer or by keys. */
interface Pen {
  readonly begin: (point: PadPoint) => void;
  /** Nothing while no stroke has begun. */
  readonly extend: (point: PadPoint) => void;
  readonly end: () => void;
}

function usePen({ onDraw, onStroke }: PadSurfaceProps): Pen {
  const stroke = useRef<PadPoint[] | null>(null);
  return {
    begin: (point) => {
      stroke.current = [point];
      onDraw([point]);
    },
    extend: (point) => {
      if (stroke.current === null) return;
      stroke.current.push(point);
      onDraw([...stroke.current]);
    },
    end: () => {
      if (stroke.current !== null) onStroke(stroke.current);
      stroke.current = null;
    },
  };
}

/** Drawing by keys: arrows move a cursor, space lowers and lifts the pen. */
function usePadKeys({ onUndo, onClear }: PadSurfaceProps, pen: Pen) {
  const { t } = useTranslation('ui');
  const [cursor, setCursor] = useState<PadPoint | null>(null);
  const [isPenDown, setIsPenDown] = useState(false);
  const [spoken, setSpoken] = useState('');
  const lift = () => {
    pen.end();
    setIsPenDown(false);
  };
  const togglePen = (at: PadPoint) => {
    setCursor(at);
    setSpoken(t(isPenDown ? 'digit.penUp' : 'digit.penDown'));
    if (isPenDown) return lift();
    setIsPenDown(true);
    pen.begin(at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    const at = cursor ?? MIDDLE;
    if (move) {
      const next = { x: clamp(at.x + move.x), y: clamp(at.y + move.y) };
      setCursor(next);
      pen.extend(next);
    } else if (event.key === ' ' || event.key === 'Enter') togglePen(at);
    else if (event.key === 'Backspace') onUndo();
    else if (event.key === 'Delete') {
      lift();
      onClear();
      setSpoken(t('digit.cleared'));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { cursor, isPenDown, spoken, lift, hide: () => setCursor(null), onKeyDown };
}
