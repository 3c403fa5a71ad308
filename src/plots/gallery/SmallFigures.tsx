import { codeBits } from '../../math/codelength.ts';
import { dealColumns } from '../../math/eie/columns.ts';
import { traceEie } from '../../math/eie/trace.ts';
import { ElementsChart } from '../elements/ElementsChart.tsx';
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

/** Four rows, three columns, two elements; the middle activation is zero. */
const CODES = [1, 2, 0, 0, 1, 1, 3, 0, 1, 2, 0, 0];
const ACTIVATIONS = [2, 0, 1];
const columnCodes = Uint8Array.from({ length: 12 }, (_, at) => CODES[(at % 4) * 3 + Math.floor(at / 4)]!);
const cycles = traceEie(dealColumns(columnCodes, 4, 2), [0, 1, 2, 3], ACTIVATIONS, 2);

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
      <ElementsChart
        id="elements"
        title={say('A sparse matrix on two elements', '两个处理单元上的稀疏矩阵')}
        finding={say('The second cycle: both are at work.', '第二个周期：两个单元都在工作。')}
        weights={CODES}
        activations={ACTIVATIONS}
        elements={2}
        depth={2}
        cycle={cycles[1] ?? null}
        labels={{
          activations: say('activations', '激活'),
          sums: say('sums', '累加和'),
          queues: say('queues', '队列'),
          element: (element) => `PE ${element}`,
          idle: say('waits', '等待'),
          empty: say('none', '无条目'),
        }}
      />
    </>
  );
}
