/** The figures that every lesson has: one image asked of all its nets, and all its nets on the scales. */
import type { ReactNode } from 'react';
import type { Evaluation } from '../../../src/protocol/events.ts';
import { MODEL_DATASET, type ModelName } from '../../../src/spec/zoo.ts';
import { type Bilingual, useText } from '../../../src/ui/language/bilingual.ts';
import { NetScales } from '../figures/NetScales.tsx';
import { PadPanel } from '../figures/PadPanel.tsx';
import { isOf, useModelStates } from '../nets.ts';
import type { WrongCount } from '../wrong.ts';
import { type Describe, remember, toLabels } from './labels.ts';
import type { LessonNet } from './nets.tsx';
import type { LessonSettings, SettingsControls } from './settings.ts';

interface NetsOfLesson {
  readonly toName: (name: string) => string;
  readonly nets: readonly LessonNet[];
  readonly DataMissing: () => ReactNode;
}

interface Counts {
  readonly useWrongCount: () => WrongCount;
  readonly useDenseWrong: () => Evaluation | null;
}

export interface PadFigureProps {
  readonly controls: ReactNode;
  /** Said where no image is right before and wrong after. */
  readonly none: Bilingual;
  /** Answers that the trained net's are held against; those of the changed net without it. */
  readonly after?: Evaluation | null;
  /** Said above the answers. */
  readonly note?: ReactNode;
}

export interface LedgerFigureProps {
  readonly controls: ReactNode;
  /** True until the reader has guessed what the scales will say. */
  readonly isHeld?: boolean;
  /** Tables of the nets on the scales, each a view of its own. */
  readonly details?: readonly { readonly id: string; readonly label: string; readonly content: ReactNode }[];
}

/** The zoo's name of the net that belongs into a slot. */
const nameOf = ({ begin }: LessonNet, model: ModelName) => begin?.(model) ?? model;

export function createFigures<S extends LessonSettings>(
  useSettings: () => SettingsControls<S>,
  { nets, toName, DataMissing }: NetsOfLesson,
  { useWrongCount, useDenseWrong }: Counts,
  describe: Describe = () => [],
) {
  const describeOnce = remember(describe);
  const slots = nets.map(({ slot }) => slot);
  return {
    /** One image, answered by every net of the lesson that is there. */
    PadFigure: function PadFigure({ controls, none, after, note }: PadFigureProps) {
      const { model } = useSettings().settings;
      const states = useModelStates(slots);
      const dense = useDenseWrong();
      const changed = useWrongCount().answer;
      const text = useText();
      const labels = toLabels(nets, states, model, describeOnce);
      return (
        <PadPanel
          id={toName('pad')}
          dataset={MODEL_DATASET[model]}
          notice={<DataMissing />}
          controls={controls}
          note={note}
          differing={{ before: dense, after: after === undefined ? changed : after, none: text(none) }}
          nets={nets
            .map((net, at) => ({
              ...net,
              label: text(labels[at]!),
              isThere: isOf(nameOf(net, model))(states[at]!),
            }))
            .filter(({ run, isThere }) => run === undefined || isThere)}
        />
      );
    },

    /** The ledgers of the lesson's nets side by side; the files themselves out and in. */
    LedgerFigure: function LedgerFigure({ controls, details = [], isHeld = false }: LedgerFigureProps) {
      const { model } = useSettings().settings;
      const states = useModelStates(slots);
      const text = useText();
      const labels = toLabels(nets, states, model, describeOnce);
      return (
        <NetScales
          id={toName('ledger')}
          name={model}
          notice={<DataMissing />}
          nets={nets.map((net, at) => ({
            ...net,
            ...{ name: nameOf(net, model), label: text(labels[at]!), model: states[at]! },
          }))}
          fileSlot={toName('file')}
          controls={controls}
          details={details}
          isHeld={isHeld}
        />
      );
    },
  };
}
