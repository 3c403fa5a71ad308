import { type ReactNode, type RefObject, useId, useMemo, useRef, useState } from 'react';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import type { FrameProps, PlotTable } from '../types.ts';
import { DataTable } from './DataTable.tsx';
import styles from './Figure.module.css';
import { FigureContext } from './FigureContext.ts';
import { type AnswerKind, useHeldState } from './PlotHold.tsx';
import { useProvenance } from './Provenance.tsx';
import { SaveMenu } from './SaveMenu.tsx';
import { StateNote } from './StateNote.tsx';

interface Props extends FrameProps {
  /** Called only when the table is asked for. */
  readonly getTable?: () => PlotTable;
  /** For the files, where the table on the page is a summary of it. */
  readonly getFullTable?: () => PlotTable;
  /** What it is where answers are held back. Default: a picture. */
  readonly kind?: AnswerKind;
  readonly children: ReactNode;
}

/**
 * The frame around every chart: title, controls, caption, the finding in words, data as a table, export, and
 * designed states for when there is nothing to draw. A chart of one's own goes in as children with
 * `getTable`.
 */
export function Figure(props: Props) {
  const { title, bare = false, getTable, children } = props;
  const state = useHeldState(props.kind ?? 'picture', props.state);
  const ownId = useId();
  const [showsTable, setShowsTable] = useState(false);
  const plotRef = useRef<HTMLDivElement>(null);
  const id = props.id ?? ownId;
  const titleId = `${id}-title`;
  const context = useMemo(() => ({ findingId: `${id}-finding`, title }), [id, title]);
  const isReady = state === undefined || state.kind === 'ready';

  return (
    <figure
      id={props.id}
      className={bare ? `${styles.figure} ${styles.bare}` : styles.figure}
      aria-labelledby={titleId}
      aria-describedby={isReady ? context.findingId : undefined}
    >
      <div className={bare ? styles.hidden : styles.head}>
        <span id={titleId} className={styles.title}>
          {title}
        </span>
        {props.controls && <div className={styles.controls}>{props.controls}</div>}
      </div>
      {/* A translator's elements are none of SVG's: text in a chart would be gone. */}
      <div
        className={styles.plot}
        ref={plotRef}
        data-plot={props.id ?? ''}
        translate={isReady ? 'no' : undefined}
      >
        {isReady ? <FigureContext value={context}>{children}</FigureContext> : <StateNote state={state} />}
      </div>
      {(!bare || isReady) && (
        <div className={styles.foot}>
          <Words {...props} findingId={isReady ? context.findingId : undefined} />
          {!bare && isReady && getTable && (
            <Tools
              {...props}
              getTable={getTable}
              plotRef={plotRef}
              showsTable={showsTable}
              onShowTable={setShowsTable}
            />
          )}
        </div>
      )}
      {!bare && isReady && getTable && showsTable && <DataTable table={getTable()} title={title} />}
    </figure>
  );
}

interface WordsProps extends Pick<FrameProps, 'finding' | 'showFinding' | 'caption'> {
  /** Undefined while there is nothing to find. */
  readonly findingId: string | undefined;
}

function Words({ finding, showFinding = false, caption, findingId }: WordsProps) {
  return (
    <div className={caption || showFinding ? styles.words : styles.hidden}>
      {findingId !== undefined && (
        <p id={findingId} className={showFinding ? undefined : styles.hidden}>
          {finding}
        </p>
      )}
      {caption && <div>{caption}</div>}
    </div>
  );
}

interface ToolsProps extends Pick<Props, 'title' | 'finding' | 'provenance' | 'getFullTable'> {
  readonly getTable: () => PlotTable;
  readonly plotRef: RefObject<HTMLDivElement | null>;
  readonly showsTable: boolean;
  readonly onShowTable: (shows: boolean) => void;
}

/** The data as a table, and as files. */
function Tools(props: ToolsProps) {
  const { title, finding, getTable, plotRef, showsTable, onShowTable } = props;
  const labels = usePlotLabels();
  const getPageProvenance = useProvenance();
  return (
    <div className={styles.tools} data-tools>
      <button
        type="button"
        className={styles.tool}
        aria-expanded={showsTable}
        onClick={() => onShowTable(!showsTable)}
      >
        {showsTable ? labels.hideData : labels.showData}
      </button>
      <SaveMenu
        plotRef={plotRef}
        title={title}
        finding={finding}
        getProvenance={() => props.provenance ?? getPageProvenance()}
        getTable={props.getFullTable ?? getTable}
      />
    </div>
  );
}
