import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { type Counted, WrongChart } from '../../parts/figures/WrongChart.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { listLayers } from '../lab/layers.ts';
import { DataMissing, NetChoice, useDenseWrong, useLayerPoints, useSettings } from '../lesson.ts';

const words = {
  title: { en: 'Wrong images with some layers binary, untrained', zh: '部分层二值化后答错的图像（未训练）' },
  finding: {
    en: 'Alone binary, {worst} costs most: {wrong} images wrong.',
    zh: '单独二值化时，{worst} 代价最大：答错 {wrong} 张。',
  },
  alone: { en: 'this layer alone', zh: '只有这一层' },
  others: { en: 'all but this layer', zh: '除这一层外全部' },
  x: { en: 'layer', zh: '层' },
  dense: { en: 'no layer', zh: '一层也不' },
  all: { en: 'all layers', zh: '所有层' },
  measuring: { en: 'The layers are being measured.', zh: '正在逐层测量。' },
} as const;

/** What each layer's signs cost: alone, and what keeping it whole saves. */
export function LayersFigure() {
  const dense = useDenseWrong();
  const all = useLayerPoints().find(({ x }) => x === 0);
  const say = useWords(words);
  const toItem = useWrongItem();
  return (
    <FigurePanel
      id="layers"
      notice={<DataMissing />}
      controls={<NetChoice />}
      readout={<Readout items={[toItem(say('dense'), dense), toItem(say('all'), all)]} />}
    >
      <LayersChart />
    </FigurePanel>
  );
}

/** The measured layers of one question: each alone (1), or all but each (-1). */
function useCurve(side: 1 | -1) {
  const { model } = useSettings().settings;
  const points = useLayerPoints();
  return listLayers(model).flatMap((layer, at) => {
    const found = points.find(({ x }) => x === side * (at + 1));
    if (found === undefined) return [];
    return [{ x: at + 1, wrong: found.wrong, tested: found.tested, detail: layer }];
  });
}

const NONE = { x: 1, wrong: 0, tested: 1 };

function LayersChart() {
  const layers = listLayers(useSettings().settings.model);
  const dense = useDenseWrong();
  const all = useLayerPoints().find(({ x }) => x === 0);
  const [alone, others] = [useCurve(1), useCurve(-1)];
  const say = useWords(words);
  const { integer } = useFormats();
  const worst = alone.reduce((most, each) => (each.wrong > most.wrong ? each : most), alone[0] ?? NONE);
  const toShare = (counted: Counted | null | undefined) => counted && counted.wrong / counted.tested;
  return (
    <WrongChart
      id="layers-wrong"
      title={say('title')}
      finding={say('finding', { worst: layers[worst.x - 1] ?? '', wrong: integer(worst.wrong) })}
      showFinding={alone.length === layers.length}
      none={say('measuring')}
      curves={[
        { id: 'alone', label: say('alone'), variant: 'quantized', dash: 'solid', points: alone },
        { id: 'others', label: say('others'), variant: 'retrained', dash: 'dashed', points: others },
      ]}
      x={{
        label: say('x'),
        domain: [1, layers.length],
        format: (value) => (Number.isInteger(value) ? (layers[value - 1] ?? '') : ''),
      }}
      across={[
        { label: say('dense'), at: toShare(dense) },
        { label: say('all'), at: toShare(all) },
      ]}
    />
  );
}
