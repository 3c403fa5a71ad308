/** What every lesson's text says about its settings and its results. */
import type { ReactNode } from 'react';
import type { ModelName } from '../../../src/spec/zoo.ts';
import { Lit } from '../prose/Lit.tsx';
import { OtherNet } from '../prose/OtherNet.tsx';
import { QuotedNumber, type QuotedNumberProps } from '../prose/QuotedNumber.tsx';
import type { LessonSettings, SettingsControls } from './settings.ts';

export interface DoProps<S> {
  /** What the words change in the reader's settings. */
  readonly change: Partial<S>;
  readonly children: ReactNode;
}

/**
 * @param told the net that the text's numbers are of
 */
export function createProse<S extends LessonSettings, Key extends string>(
  useSettings: () => SettingsControls<S>,
  told: ModelName,
  results: Readonly<Record<Key, number>>,
) {
  return {
    /** A number of this lesson's results in running text. */
    Value: (props: QuotedNumberProps<Key>) => <QuotedNumber results={results} {...props} />,

    /** Words that set something: "at <Do change={{ level: 0.9 }}>90 %</Do>". Lit while it is like that. */
    Do: function Do({ change, children }: DoProps<S>) {
      const controls = useSettings();
      const isSo = Object.entries(change).every(
        ([key, value]) => JSON.stringify(controls.settings[key as keyof S]) === JSON.stringify(value),
      );
      return (
        <Lit isLit={isSo} onPress={() => controls.change(change)}>
          {children}
        </Lit>
      );
    },

    /** Before a text whose numbers are of one net, while the figures show another. */
    OtherNetHere: function OtherNetHere() {
      const { settings, change } = useSettings();
      const back = { model: told } as Partial<S>;
      return <OtherNet told={told} shown={settings.model} onBack={() => change(back)} />;
    },
  };
}
