import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import type { PlotTable } from '../types.ts';
import { EXPORT_FORMATS, type ExportFormat, saveFigure } from './export/save.ts';
import styles from './Figure.module.css';

interface Props {
  readonly plotRef: RefObject<HTMLDivElement | null>;
  readonly title: string;
  readonly finding: string;
  readonly getProvenance: () => unknown;
  readonly getTable: () => PlotTable;
}

/** SVG, PNG, CSV, JSON: a button that unfolds into four. Escape and a click elsewhere fold it. */
export function SaveMenu({ plotRef, ...figure }: Props) {
  const labels = usePlotLabels();
  const [isOpen, setIsOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const fold = useCallback(() => setIsOpen(false), []);
  useOutside(root, isOpen, fold);

  const save = async (format: ExportFormat) => {
    fold();
    button.current?.focus();
    try {
      const provenance = figure.getProvenance();
      const page = `${location.pathname}${location.search}`;
      await saveFigure(format, plotRef.current!, {
        ...figure,
        provenance,
        page,
        fractionWord: labels.fraction,
      });
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    fold();
    button.current?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to keys of the buttons inside
    <div ref={root} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={styles.tool}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {labels.save}
      </button>
      {isOpen && <Formats onChoose={(format) => void save(format)} />}
      {failed && (
        <p role="alert" className={styles.problem}>
          {labels.saveFailed}
        </p>
      )}
    </div>
  );
}

function Formats({ onChoose }: { readonly onChoose: (format: ExportFormat) => void }) {
  const labels = usePlotLabels();
  return (
    <ul className={styles.menu}>
      {EXPORT_FORMATS.map((format) => (
        <li key={format}>
          <button
            type="button"
            className={styles.choice}
            aria-label={labels.saveAs(format)}
            onClick={() => onChoose(format)}
          >
            {format}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Tells of a press or a focus outside of the element, while asked to. */
function useOutside(root: RefObject<HTMLElement | null>, isAsked: boolean, onOutside: () => void): void {
  useEffect(() => {
    if (!isAsked) return;
    const tell = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) onOutside();
    };
    document.addEventListener('pointerdown', tell);
    document.addEventListener('focusin', tell);
    return () => {
      document.removeEventListener('pointerdown', tell);
      document.removeEventListener('focusin', tell);
    };
  }, [root, isAsked, onOutside]);
}
