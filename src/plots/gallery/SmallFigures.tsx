import { codeBits } from '../../math/codelength.ts';
import { IntervalChart } from '../interval/IntervalChart.tsx';
import { type Connection, LayerDrawing } from '../net/LayerDrawing.tsx';
import { useGalleryText } from './useGalleryText.ts';

const DENSITY = 0.25;
/** Two weights among nine cells. */
const bits = codeBits(Float32Array.of(0, 0, 0.3, 0, 0, 0, 0, -0.2, 0), { density: DENSITY, first: 0 }, 9);

const INPUTS = 5;
const OUTPUTS = 3;
const connections = Array.from({ length: INPUTS * OUTPUTS }, (_, at): Connection => {
  const from = at % INPUTS;
  return { from, to: Math.floor(at / INPUTS), weight: ((at * 7) % 11) / 11, isSilent: from === 1 };
});

/** Charts of a few marks: after all others, so that their places stay as they were. */
export function SmallFigures() {
  const say = useGalleryText();
  return (
    <>
      <IntervalChart
        id="interval"
        title={say('A range that narrows', '不断收窄的区间')}
        toFinding={({ low, high }) => say(`${low} to ${high} is left.`, `剩下 ${low} 到 ${high}。`)}
        bits={bits}
        density={DENSITY}
      />
      <LayerDrawing
        id="layer"
        title={say('A layer with a silent neuron', '一层里有一个神经元沉默')}
        finding={say('The second neuron has no part.', '第二个神经元不参与。')}
        inputs={INPUTS}
        outputs={OUTPUTS}
        connections={connections}
        silentInputs={[1]}
        isPruned={false}
      />
    </>
  );
}
