import { useMemo } from 'react';
import { type Energy, sumEnergy } from '../../../src/math/energy.ts';
import { RowBars } from '../../../src/plots/rows/RowBars.tsx';
import { MODELS } from '../../../src/spec/zoo.ts';
import { useRun } from '../../../src/state/hooks.ts';
import { toEnergyText } from '../../../src/ui/control/sizes.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { isSameWork } from '../../parts/runs.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { type Form, toEnergy } from '../lab/forms.ts';
import { DataMissing, OWN, useForms, useSettings } from '../lesson.ts';
import { toOwnRecipe } from '../recipe.ts';
import { FORM_LABELS } from '../settings.ts';
import { Controls, MakeBar } from './Controls.tsx';
import { FORM_LOOKS } from './looks.ts';

const words = {
  title: { en: 'Energy of one answer of {net}', zh: '{net} 回答一次的能量' },
  finding: {
    en: 'One answer of {net} takes {dense} in float32, {share} of it for reading weights; after Deep Compression {deep}.',
    zh: '{net} 回答一次，float32 需要 {dense}，其中 {share} 用于读取权重；深度压缩之后是 {deep}。',
  },
  changed: {
    en: 'The settings have changed since. Press again for your row.',
    zh: '之后设置又改过，再按一次才会更新你的那一行。',
  },
  joules: { en: 'Energy', zh: '能量' },
  shares: { en: 'Shares', zh: '比例' },
  numbers: { en: 'Numbers', zh: '数据' },
  arithmetic: { en: 'arithmetic', zh: '计算' },
  sram: { en: 'weights from SRAM', zh: '从 SRAM 读权重' },
  dram: { en: 'weights from DRAM', zh: '从 DRAM 读权重' },
  energy: { en: 'energy of one answer', zh: '回答一次的能量' },
  part: { en: 'share of the energy', zh: '占能量的比例' },
  form: { en: 'form', zh: '形式' },
  bytes: { en: 'file', zh: '文件' },
  macs: { en: 'products', zh: '乘加' },
  memory: { en: 'memory', zh: '存储' },
  wrong: { en: 'wrong', zh: '答错' },
  yours: { en: 'Yours', zh: '你的网络' },
  yoursWrong: { en: 'Yours, wrong', zh: '你的网络答错' },
} as const;

/** The parts of an answer's energy, in the order of the bars. */
const toParts = ({ arithmeticPj, memoryPj, memory }: Energy) => [
  arithmeticPj,
  memory === 'sram' ? memoryPj : 0,
  memory === 'dram' ? memoryPj : 0,
];

interface FormEnergy {
  readonly form: Form;
  readonly energy: Energy;
  readonly total: number;
}

/** Every form of the net with its energy on the chip as it is set. */
export function useFormEnergies(): readonly FormEnergy[] {
  const forms = useForms();
  const { sram } = useSettings().settings;
  return useMemo(
    () =>
      forms.map((form) => {
        const energy = toEnergy(form, 1024 * sram);
        return { form, energy, total: sumEnergy(energy) };
      }),
    [forms, sram],
  );
}

/** One answer of the net in each of its forms: what goes into sums and what into reads. */
export function JoulesFigure() {
  const { settings } = useSettings();
  const energies = useFormEnergies();
  const say = useWords(words);
  const { integer } = useFormats();
  const recipe = useMemo(() => toOwnRecipe(settings), [settings]);
  const done = useRun(OWN, (run) => run.recipe);
  const find = (id: Form['id']) => energies.find(({ form }) => form.id === id);
  const own = find('own');
  const toText = (each: FormEnergy | undefined) => (each === undefined ? '–' : toEnergyText(each.total));
  return (
    <FigurePanel
      id="joules"
      notice={<DataMissing />}
      controls={<Controls />}
      actions={<MakeBar />}
      note={done !== null && !isSameWork(done, recipe) && <p>{say('changed')}</p>}
      readout={
        <Readout
          items={[
            { label: 'float32', value: toText(find('dense')) },
            { label: say('yours'), value: toText(own) },
            { label: say('yoursWrong'), value: own === undefined ? '–' : integer(own.form.wrong) },
          ]}
        />
      }
      views={[
        { id: 'joules', label: say('joules'), content: <EnergyRows scale="length" /> },
        { id: 'shares', label: say('shares'), content: <EnergyRows scale="share" /> },
        { id: 'numbers', label: say('numbers'), grows: true, content: <EnergyNumbers /> },
      ]}
    />
  );
}

function EnergyRows({ scale }: { readonly scale: 'length' | 'share' }) {
  const { model, form: shown } = useSettings().settings;
  const energies = useFormEnergies();
  const say = useWords(words);
  const sayForm = useWords(FORM_LABELS);
  const { percent } = useFormats();
  const dense = energies[0]!;
  const deep = energies.find(({ form }) => form.id === 'deep') ?? dense;
  return (
    <RowBars
      id={`joules-${scale}`}
      title={say('title', { net: MODELS[model].title })}
      finding={say('finding', {
        net: MODELS[model].title,
        dense: toEnergyText(dense.total),
        share: percent(dense.energy.memoryPj / dense.total),
        deep: toEnergyText(deep.total),
      })}
      rows={energies.map(({ form, energy, total }) => ({
        ...{ id: form.id, label: sayForm(form.id), variant: FORM_LOOKS[form.id] },
        ...{ values: toParts(energy), text: toEnergyText(total) },
      }))}
      parts={(['arithmetic', 'sram', 'dram'] as const).map((id) => ({ id, label: say(id) }))}
      scale={scale}
      valueLabel={say(scale === 'share' ? 'part' : 'energy')}
      rowLabel={say('form')}
      format={toEnergyText}
      shown={shown}
    />
  );
}

function EnergyNumbers() {
  const { form: shown } = useSettings().settings;
  const energies = useFormEnergies();
  const say = useWords(words);
  const sayForm = useWords(FORM_LABELS);
  const { bytes, integer } = useFormats();
  return (
    <NumberTable
      title={say('numbers')}
      columns={[say('form'), say('bytes'), say('macs'), say('arithmetic'), say('memory'), say('wrong')]}
      rows={energies.map(({ form, energy }) => ({
        id: form.id,
        header: sayForm(form.id),
        isShown: form.id === shown,
        cells: [
          bytes(form.fileBytes),
          integer(form.macs),
          toEnergyText(energy.arithmeticPj),
          `${toEnergyText(energy.memoryPj)} ${energy.memory.toUpperCase()}`,
          integer(form.wrong),
        ],
      }))}
    />
  );
}
