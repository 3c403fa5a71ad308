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
export function PadSurface({ label, strokes, onDraw, onStroke, onUndo, onClear }: PadSurfaceProps) {
  const { t } = useTranslation('ui');
  const canvas = useRef<HTMLCanvasElement>(null);
  const stroke = useRef<PadPoint[] | null>(null);
  const [cursor, setCursor] = useState<PadPoint | null>(null);
  const [isPenDown, setIsPenDown] = useState(false);
  const [spoken, setSpoken] = useState('');
  const id = useId();

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) drawPad(context, strokes, cursor, isPenDown);
  });

  const toPoint = (event: PointerEvent): PadPoint => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: clamp((event.clientX - box.left) / box.width),
      y: clamp((event.clientY - box.top) / box.height),
    };
  };
  const begin = (point: PadPoint) => {
    stroke.current = [point];
    onDraw([point]);
  };
  const extend = (points: readonly PadPoint[]) => {
    if (stroke.current === null) return;
    stroke.current.push(...points);
    onDraw([...stroke.current]);
  };
  const end = () => {
    if (stroke.current === null) return;
    onStroke(stroke.current);
    stroke.current = null;
    setIsPenDown(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    const at = cursor ?? MIDDLE;
    if (move) {
      const next = { x: clamp(at.x + move.x), y: clamp(at.y + move.y) };
      setCursor(next);
      extend([next]);
    } else if (event.key === ' ' || event.key === 'Enter') {
      setCursor(at);
      setSpoken(t(isPenDown ? 'digit.penUp' : 'digit.penDown'));
      if (isPenDown) end();
      else {
        setIsPenDown(true);
        begin(at);
      }
    } else if (event.key === 'Backspace') onUndo();
    else if (event.key === 'Delete') {
      end();
      onClear();
      setSpoken(t('digit.cleared'));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.surface}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a drawing surface takes its keys itself */}
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
          end();
          event.currentTarget.setPointerCapture(event.pointerId);
          setCursor(null);
          begin(toPoint(event));
        }}
        onPointerMove={(event) => {
          if (stroke.current === null || isPenDown) return;
          extend([toPoint(event)]);
        }}
        onPointerUp={end}
        onPointerCancel={end}
        onBlur={() => {
          end();
          setCursor(null);
        }}
        onKeyDown={onKeyDown}
      />
      {strokes.length === 0 && cursor === null && <p className={styles.hint}>{t('digit.empty')}</p>}
      <p id={id} className="visually-hidden">
        {t('digit.keys')}
      </p>
      <span className="visually-hidden" role="status">
        {spoken}
      </span>
    </div>
  );
}
