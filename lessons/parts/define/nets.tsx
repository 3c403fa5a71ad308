/**
 * The nets of a lesson: which slot holds each, how it comes there, and what figures ask about all of them.
 */
import { useEffect } from 'react';
import type { Variant } from '../../../src/plots/types.ts';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { MODEL_DATASET, type ModelName, type NetName } from '../../../src/spec/zoo.ts';
import { useModel } from '../../../src/state/hooks.ts';
import type { Bilingual } from '../../../src/ui/language/bilingual.ts';
import { DataOnItsWay } from '../figures/DataOnItsWay.tsx';
import { ModelChoice } from '../figures/ModelChoice.tsx';
import { NetOnItsWay } from '../figures/NetOnItsWay.tsx';
import { type Kernel, toKernels } from '../kernels.ts';
import { useCheckpoint, useKernels, useModelFailure, useModelOfEndedRun, useNet } from '../nets.ts';
import type { LessonSettings, SettingsControls } from './settings.ts';

/** How long the controls must stand still before their net is made. */
const SETTLE_MS = 250;

/** A net that a lesson holds beside the trained one. */
export interface NetRow<S> {
  readonly label: Bilingual;
  readonly variant: Variant;
  /** Made on the page from the trained net, anew whenever the settings have changed. */
  readonly make?: (dense: ModelSnapshot, kernels: readonly Kernel[], settings: S) => ModelSnapshot;
  /** The lesson's run whose result it is. */
  readonly run?: string;
  /** The net that the run begins with, where that is another than the reader's choice: its student. */
  readonly begin?: (model: ModelName) => NetName;
}

/** The slot of the trained net as it came; all lessons share it. */
export const DENSE_SLOT = 'dense';

/** A net as figures show it. */
export interface LessonNet extends NetRow<unknown> {
  readonly id: string;
  readonly slot: string;
}

export interface NetsDefinition<S extends LessonSettings, Id extends string> {
  /** Begins every name: "lesson-01". */
  readonly prefix: string;
  readonly models: readonly ModelName[];
  readonly denseLabel: Bilingual;
  readonly rows: Readonly<Record<Id, NetRow<S>>>;
}

/** Names of places in the engine, and the components that fill and name them. */
export function createNets<S extends LessonSettings, Id extends string>(
  useSettings: () => SettingsControls<S>,
  { prefix, models, denseLabel, rows }: NetsDefinition<S, Id>,
) {
  const toName = (name: string) => `${prefix}-${name}`;
  const ids = Object.keys(rows) as Id[];
  const nets: readonly LessonNet[] = [
    { id: 'dense', slot: DENSE_SLOT, label: denseLabel, variant: 'dense' },
    ...ids.map((id) => ({ ...(rows[id] as NetRow<unknown>), id, slot: toName(id) })),
  ];

  function NetChoice() {
    const { settings, change } = useSettings();
    return (
      <ModelChoice
        models={models}
        model={settings.model}
        onChange={(model) => change({ model } as Partial<S>)}
      />
    );
  }
  return {
    toName,
    nets,
    slots: Object.fromEntries(nets.map(({ id, slot }) => [id, slot])) as Readonly<
      Record<Id | 'dense', string>
    >,
    /** The net that the whole lesson works on. */
    NetChoice,
    /** In the place of a figure of the lesson's net while it is not there. */
    NetMissing: function NetMissing() {
      const { model } = useSettings().settings;
      return (
        <NetOnItsWay model={model} failure={useModelFailure(DENSE_SLOT, model)}>
          <NetChoice />
        </NetOnItsWay>
      );
    },
    /** What is to be said of the data of the lesson's net; nothing once it is there. */
    DataMissing: function DataMissing() {
      return <DataOnItsWay dataset={MODEL_DATASET[useSettings().settings.model]} />;
    },
    /** The kernels of the trained net; empty while it is on its way. */
    useDenseKernels: (): readonly Kernel[] => useKernels(DENSE_SLOT, useSettings().settings.model),
    /** Draws nothing: keeps the lesson's nets in their slots. Once on the page. */
    KeptNets: function KeptNets() {
      useCheckpoint(DENSE_SLOT, useSettings().settings.model);
      return nets.map((net) => {
        if (net.run !== undefined) return <NetOfRun key={net.id} slot={net.slot} run={toName(net.run)} />;
        if (net.make === undefined) return null;
        return (
          <MadeNet key={net.id} useSettings={useSettings} slot={net.slot} make={net.make as MakeNet<S>} />
        );
      });
    },
  };
}

type MakeNet<S> = NonNullable<NetRow<S>['make']>;

function NetOfRun({ slot, run }: { readonly slot: string; readonly run: string }) {
  useModelOfEndedRun(slot, run);
  return null;
}

interface MadeNetProps<S> {
  readonly useSettings: () => SettingsControls<S>;
  readonly slot: string;
  readonly make: MakeNet<S>;
}

function MadeNet<S extends LessonSettings>({ useSettings, slot, make }: MadeNetProps<S>) {
  const { settings } = useSettings();
  const { model } = settings;
  const snapshot = useNet(DENSE_SLOT, model);
  const { loadSnapshot } = useModel(slot, ({ actions }) => actions);
  useEffect(() => {
    if (snapshot === null) return;
    const timer = setTimeout(() => {
      loadSnapshot(make(snapshot, toKernels(snapshot), settings), model).catch(() => {}); // the slot's state says why
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [snapshot, settings, model, make, loadSnapshot]);
  return null;
}
