import { useMemo } from 'react';
import { RowBars } from '../../../src/plots/rows/RowBars.tsx';
import { MODEL_NAMES, MODEL_ZOO, MODELS } from '../../../src/spec/zoo.ts';
import { toSizeText } from '../../../src/ui/control/sizes.ts';
import { Dial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { countActivations } from '../lab/activations.ts';
import { findForm } from '../lab/forms.ts';
import { useSettings } from '../lesson.ts';
import { FORM, FORM_IDS, SRAM } from '../settings.ts';
import { FORM_LOOKS } from './looks.ts';

const words = {
  title: { en: 'Bytes of weights and activations', zh: '权重和激活占多少字节' },
  finding: {
    en: 'Into {sram} on the chip go the weights of {fits} of {all} nets, and with activations {both}.',
    zh: '片上 {sram} 放得下 {all} 个网络中 {fits} 个的权重；连激活一起，放得下 {both} 个。',
  },
  weights: { en: 'weights', zh: '权重' },
  activations: { en: 'activations', zh: '激活' },
  bytes: { en: 'bytes', zh: '字节' },
  net: { en: 'net', zh: '网络' },
  limit: { en: 'on the chip', zh: '片上容量' },
  fits: { en: 'Weights fit', zh: '权重放得下' },
  both: { en: 'With activations', zh: '连激活一起' },
  of: { en: '{fits} of {all}', zh: '{fits} / {all}' },
} as const;

const KEPT_FORMS = FORM_IDS.filter((id) => id !== 'own');
/** Bytes of an activation: whole numbers of 8 bits beside whole numbers, floats beside floats. */
const [SHORT, LONG] = [1, 4];

/** All four nets in one form against the memory on the chip. */
export function MemoryFigure() {
  const { form: wanted, sram, model } = useSettings().settings;
  const say = useWords(words);
  const { integer } = useFormats();
  const form = wanted === 'own' ? 'deep' : wanted;
  const sramBytes = 1024 * sram;
  const nets = useMemo(
    () =>
      MODEL_NAMES.map((name) => ({
        name,
        weights: findForm(name, form).fileBytes,
        activations: countActivations(MODEL_ZOO[name]) * (form === 'int8' ? SHORT : LONG),
      })),
    [form],
  );
  const all = nets.length;
  const fits = nets.filter(({ weights }) => weights <= sramBytes).length;
  const both = nets.filter(({ weights, activations }) => weights + activations <= sramBytes).length;
  const chip = `${integer(sram)} KiB`;
  return (
    <FigurePanel
      id="memory"
      controls={
        <>
          <Dial of={FORM} only={KEPT_FORMS} shown={form} />
          <Dial of={SRAM} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('fits'), value: say('of', { fits, all }) },
            { label: say('both'), value: say('of', { fits: both, all }) },
          ]}
        />
      }
    >
      <RowBars
        id="memory-rows"
        title={say('title')}
        finding={say('finding', { sram: chip, fits, both, all })}
        showFinding
        rows={nets.map(({ name, weights, activations }) => ({
          ...{ id: name, label: MODELS[name].title, variant: FORM_LOOKS[form] },
          ...{ values: [weights, activations], text: toSizeText(weights + activations) },
        }))}
        parts={[
          { id: 'weights', label: say('weights') },
          { id: 'activations', label: say('activations') },
        ]}
        valueLabel={say('bytes')}
        rowLabel={say('net')}
        format={toSizeText}
        reference={{ value: sramBytes, label: `${say('limit')} ${chip}` }}
        shown={model}
      />
    </FigurePanel>
  );
}
