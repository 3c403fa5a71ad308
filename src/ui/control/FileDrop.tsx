import type { TFunction } from 'i18next';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toClassName } from '../classes.ts';
import { Button } from './Button.tsx';
import styles from './FileDrop.module.css';
import { toSizeText } from './sizes.ts';

export interface FileDropProps {
  readonly label: string;
  /** Larger files are refused unread. */
  readonly maxBytes: number;
  /** As in `<input accept>`: `.fwm,application/json`. */
  readonly accept?: string;
  /** A rejection is shown: it should say what was wrong. */
  readonly onFile: (file: { readonly name: string; readonly bytes: Uint8Array }) => Promise<void> | void;
  /** What a rejection of `onFile` says; its message unless given. */
  readonly sayError?: (error: unknown) => string;
  readonly isDisabled?: boolean;
  readonly children?: ReactNode;
}

/** A file that a reader has chosen or dropped, perhaps with others. */
interface Chosen {
  readonly file: File;
  readonly isOneOfMany: boolean;
}

/** Takes one file, by a dialog or by dropping it. What is wrong with it is said below. */
export function FileDrop(props: FileDropProps) {
  const { label, maxBytes, accept, isDisabled = false, children } = props;
  const { t } = useTranslation('ui');
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const { isBusy, problem, take } = useOpening((chosen) => openFile(chosen, props, t));
  const takeUnlessDisabled = (files: FileList | null) => {
    if (!isDisabled) void take(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
    <div
      className={toClassName(styles.drop, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        takeUnlessDisabled(event.dataTransfer.files);
      }}
    >
      <input
        ref={input}
        id={id}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        disabled={isDisabled}
        onChange={(event) => {
          takeUnlessDisabled(event.target.files);
          event.target.value = '';
        }}
      />
      <div className={styles.row}>
        <Button
          isDisabled={isDisabled || isBusy}
          onPress={() => input.current?.click()}
          aria-label={`${label}: ${t('file.choose')}`}
        >
          {isBusy ? t('busy') : label}
        </Button>
        <span className={styles.note}>
          {t('file.drop')} · {t('file.limit', { size: toSizeText(maxBytes) })}
        </span>
      </div>
      {children}
      <div role="status" className={styles.problem}>
        {problem}
      </div>
    </div>
  );
}

/** Opens one file after another, each by `open`, which says what is wrong with it; '' where nothing is. */
function useOpening(open: (chosen: Chosen) => Promise<string>) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');
  /** The last file that came while another was being opened. */
  const waiting = useRef<Chosen | null>(null);
  const isOpening = useRef(false);

  const take = async (files: FileList | null) => {
    const file = files?.[0];
    if (!file) return;
    waiting.current = { file, isOneOfMany: files.length > 1 };
    if (isOpening.current) return;
    isOpening.current = true;
    setIsBusy(true);
    while (waiting.current !== null) {
      const chosen: Chosen = waiting.current;
      waiting.current = null;
      setProblem('');
      setProblem(await open(chosen));
    }
    isOpening.current = false;
    setIsBusy(false);
  };
  return { isBusy, problem, take };
}

/** Reads a file and hands it on. @returns what is wrong with it; '' where nothing is */
async function openFile(
  { file, isOneOfMany }: Chosen,
  { maxBytes, onFile, sayError = toMessage }: FileDropProps,
  t: TFunction<'ui'>,
): Promise<string> {
  const { name, size } = file;
  if (size > maxBytes)
    return t('file.tooLarge', { name, size: toSizeText(size), limit: toSizeText(maxBytes) });
  if (size === 0) return t('file.empty', { name });
  const bytes = await readBytes(file);
  if (bytes === null) return t('file.unreadable', { name });
  try {
    await onFile({ name, bytes });
    return isOneOfMany ? t('file.onlyOne', { name }) : '';
  } catch (error) {
    return sayError(error);
  }
}

/** Null where the file cannot be read: moved or changed since it was chosen. */
async function readBytes(file: File): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
