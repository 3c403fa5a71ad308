import type { ReactNode } from 'react';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { useWords } from '../words.ts';
import styles from './FigurePanel.module.css';
import { HeldNumbers } from './HeldNumbers.tsx';

const words = { view: { en: 'Show', zh: '查看' } } as const;

/** One of the pictures that stand in a figure's place in turn. */
export interface FigureView {
  readonly id: string;
  readonly label: string;
  /** Buttons that this picture needs, beside the choice of pictures. */
  readonly actions?: ReactNode;
  /** Charts are direct children, or stand in `Multiples`: they take the height that is left. */
  readonly content: ReactNode;
  /**
   * True for what has a height of its own, a table or worked numbers: the panel grows with it where it must,
   * and it waits where numbers answer a room's question.
   */
  readonly grows?: boolean;
}

export interface FigurePanelProps {
  /** Names the choice of view, which text may drive: `<Drive set="view:cut" to="classes">`. */
  readonly id: string;
  /** What is to be said before anything else: data that is on its way, a failure. */
  readonly notice?: ReactNode;
  /** What the reader changes, in one strip. */
  readonly controls?: ReactNode;
  /** Buttons that begin, pause and cancel, and how far it is. */
  readonly actions?: ReactNode;
  /** The numbers that count, as `Readout` or the like: always in sight, above the picture. */
  readonly readout?: ReactNode;
  /** A sentence that the numbers need. */
  readonly note?: ReactNode;
  readonly views?: readonly FigureView[];
  /** The picture, where there is but one. */
  readonly children?: ReactNode;
  /** As a view's, of the one picture. */
  readonly grows?: boolean;
}

/**
 * The one layout of a lesson's figure: what the reader changes, the numbers that count, and one picture that
 * takes the height that is left, so that all three are in sight together. Where the window is too small for
 * that, they stand one below the other. Nothing scrolls inside.
 */
export function FigurePanel(props: FigurePanelProps) {
  const { id, notice, controls, actions, readout, note, children, grows = false } = props;
  const views = props.views ?? [{ id: 'only', label: '', content: children, grows }];
  const [wanted, setView] = useFigureView(id);
  const view = views.find((each) => each.id === wanted) ?? views[0];
  const say = useWords(words);
  return (
    <div className={styles.panel} data-panel={id}>
      {notice}
      {controls && (
        <div className={styles.controls} data-part="controls">
          {controls}
        </div>
      )}
      {actions && (
        <div className={styles.actions} data-part="actions">
          {actions}
        </div>
      )}
      {readout}
      {note && (
        <div className={styles.note} data-part="note">
          {note}
        </div>
      )}
      {(views.length > 1 || view?.actions) && (
        <div className={styles.actions} data-part="views">
          {views.length > 1 && (
            <Segmented
              label={say('view')}
              isLabelHidden
              value={view?.id ?? ''}
              options={views.map(({ id: each, label }) => ({ id: each, label }))}
              onChange={setView}
            />
          )}
          {view?.actions}
        </div>
      )}
      <div className={styles.room} data-part="picture" {...(view?.grows ? {} : { 'data-room': '' })}>
        {view?.grows ? <HeldNumbers>{view.content}</HeldNumbers> : view?.content}
      </div>
    </div>
  );
}

/** Which of a figure's views is chosen. */
export function useFigureView(id: string): readonly [string | null, (view: string) => void] {
  return useKeptState<string | null>(`view:${id}`, null);
}

export interface MultiplesProps {
  /** Charts in a row, where there is room. */
  readonly columns: number;
  readonly children: ReactNode;
}

/** Several charts on a common scale as small multiples that share the picture's height. */
export function Multiples({ columns, children }: MultiplesProps) {
  return (
    <div className={styles.multiples} data-multiples={columns}>
      {children}
    </div>
  );
}
