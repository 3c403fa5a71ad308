import { useMemo, useState } from 'react';
import { createStream } from '../../../src/math/random.ts';
import { type Connection, LayerDrawing } from '../../../src/plots/net/LayerDrawing.tsx';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useLook } from '../../parts/look.ts';
import { useFormats, useWords } from '../../parts/words.ts';

const words = {
  title: { en: 'One small layer, step by step', zh: '一个小小的层，一步一步看' },
  kind: { en: 'What is silenced', zh: '关掉的是什么' },
  dropout: { en: 'dropout', zh: 'Dropout' },
  connect: { en: 'DropConnect', zh: 'DropConnect' },
  prune: { en: 'pruning', zh: '剪枝' },
  step: { en: 'Next training step', zh: '下一个训练步' },
  use: { en: 'Use the net', zh: '使用网络' },
  training: { en: 'training step {n}', zh: '第 {n} 个训练步' },
  using: { en: 'in use', zh: '使用中' },
  dropoutCaption: {
    en: 'Random neurons are silent, with all their connections. The next step draws others; in use all speak.',
    zh: '随机让一些神经元连同它的全部连接沉默；下一步另抽一批；使用时全部恢复。',
  },
  connectCaption: {
    en: 'Random connections are silent. The next step draws others; in use all are back.',
    zh: '随机让一些连接沉默；下一步另抽一批；使用时全部恢复。',
  },
  pruneCaption: {
    en: 'The connections with the smallest weights are gone: in this step, in the next, and in use.',
    zh: '权重最小的连接被去掉：这一步没有，下一步没有，使用时也没有。',
  },
  finding: {
    en: '{silent} of {all} connections are silent, {state}.',
    zh: '{state}：{all} 条连接中有 {silent} 条沉默。',
  },
} as const;

const KINDS = ['dropout', 'connect', 'prune'] as const;
type Kind = (typeof KINDS)[number];

const INPUTS = 7;
const OUTPUTS = 5;
/** Silent in each step: three of seven neurons, half of the connections. */
const SILENT_NEURONS = 3;

/**
 * Dropout, DropConnect and pruning on one small layer: random and for a step, against chosen and for good.
 */
export function DropoutFigure() {
  const [look, setLook] = useLook();
  const [chosen, setChosen] = useState<Kind>('dropout');
  const [step, setStep] = useState(1);
  const [isUsed, setIsUsed] = useState(false);
  const kind = KINDS.find((each) => each === look) ?? chosen;
  const say = useWords(words);
  const { integer } = useFormats();
  const connections = useMemo(() => drawConnections(kind, step, isUsed), [kind, step, isUsed]);
  const silent = connections.filter(({ isSilent }) => isSilent).length;
  const state = isUsed ? say('using') : say('training', { n: step });
  const goOn = () => {
    setStep(isUsed ? step : step + 1);
    setIsUsed(false);
  };
  return (
    <FigurePanel
      id="dropout"
      controls={
        <>
          <Segmented
            label={say('kind')}
            isLabelHidden
            value={kind}
            options={KINDS.map((id) => ({ id, label: say(id) }))}
            onChange={(next) => {
              setChosen(next);
              setLook(null);
            }}
          />
          <Button size="small" onPress={goOn}>
            {say('step')}
          </Button>
          <Button size="small" onPress={() => setIsUsed(true)} isDisabled={isUsed}>
            {say('use')}
          </Button>
          <span className={styles.small}>{state}</span>
        </>
      }
    >
      <LayerDrawing
        id="dropout"
        title={say('title')}
        finding={say('finding', { silent: integer(silent), all: integer(connections.length), state })}
        showFinding
        caption={say(`${kind}Caption`)}
        inputs={INPUTS}
        outputs={OUTPUTS}
        connections={connections}
        silentInputs={kind === 'dropout' && !isUsed ? drawSome('neurons', step, SILENT_NEURONS, INPUTS) : []}
        isPruned={kind === 'prune'}
      />
    </FigurePanel>
  );
}

const WEIGHTS = drawWeights();

function drawWeights(): Float32Array {
  const weights = new Float32Array(INPUTS * OUTPUTS);
  createStream(3, 'dropout-figure').fillUniform(weights, -1, 1);
  // Cubed, so that most are small, as in a trained net.
  return weights.map((weight) => weight ** 3);
}

/** `count` of `of`, anew for each step. */
function drawSome(key: string, step: number, count: number, of: number): number[] {
  const order = Int32Array.from({ length: of }, (_, index) => index);
  createStream(3, key, step).shuffle(order);
  return Array.from(order.subarray(0, count));
}

function drawConnections(kind: Kind, step: number, isUsed: boolean): Connection[] {
  const half = Math.floor(WEIGHTS.length / 2);
  const neurons = drawSome('neurons', step, SILENT_NEURONS, INPUTS);
  const random = drawSome('connections', step, half, WEIGHTS.length);
  const threshold = [...WEIGHTS].map(Math.abs).sort((a, b) => a - b)[half]!;
  return Array.from(WEIGHTS, (weight, index) => {
    const from = index % INPUTS;
    const isSilent = {
      dropout: !isUsed && neurons.includes(from),
      connect: !isUsed && random.includes(index),
      prune: Math.abs(weight) < threshold,
    }[kind];
    return { from, to: Math.floor(index / INPUTS), weight, isSilent };
  });
}
