import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
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

  useEffect(() => {
    if (!isOpen) return;
    const fold = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setIsOpen(false);
    };
    document.addEventListener('pointerdown', fold);
    document.addEventListener('focusin', fold);
    return () => {
      document.removeEventListener('pointerdown', fold);
      document.removeEventListener('focusin', fold);
    };
  }, [isOpen]);

  const save = async (format: ExportFormat) => {
    setIsOpen(false);
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

  const foldByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    setIsOpen(false);
    button.current?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to keys of the buttons inside
    <div ref={root} onKeyDown={foldByKey}>
      <button
        ref={button}
        type="button"
        className={styles.tool}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {labels.save}
      </button>
      {isOpen && (
        <ul className={styles.menu}>
          {EXPORT_FORMATS.map((format) => (
            <li key={format}>
              <button
                type="button"
                className={styles.choice}
                aria-label={labels.saveAs(format)}
                onClick={() => void save(format)}
              >
                {format}
              </button>
            </li>
          ))}
        </ul>
      )}
      {failed && (
        <p role="alert" className={styles.problem}>
          {labels.saveFailed}
        </p>
      )}
    </div>
  );
}
