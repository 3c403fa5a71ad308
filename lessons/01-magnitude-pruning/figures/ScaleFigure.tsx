import { useEffect, useState } from 'react';
import { toFailure } from '../../../src/recipe/failure.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { DownloadButton } from '../../parts/figures/DownloadButton.tsx';
import styles from '../../parts/figures/figures.module.css';
import { ModelDrop } from '../../parts/figures/ModelDrop.tsx';
import { Scales } from '../../parts/figures/Scales.tsx';
import { useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/slots.ts';
import { useCut } from '../settings.ts';
import { ByteArithmetic } from './ByteArithmetic.tsx';
import { CutControls } from './CutControls.tsx';
import { CutData } from './CutData.tsx';

const words = {
  weigh: { en: 'Put them on the scales', zh: '放到秤上' },
  weighing: { en: 'Weighing', zh: '正在称量' },
  dense: { en: 'dense', zh: '剪枝前' },
  cut: { en: 'cut', zh: '剪枝后' },
  retrained: { en: 'retrained', zh: '再训练后' },
  file: { en: 'your file', zh: '你的文件' },
  bytes: { en: 'Where the bytes of the cut net go', zh: '剪枝后的文件里，字节都花在哪里' },
  download: { en: 'Download the {name} net', zh: '下载“{name}”的网络' },
} as const;

const ORDER = ['dense', 'cut', 'retrained', 'file'] as const;
type EntryId = (typeof ORDER)[number];
const variants = { dense: 'dense', cut: 'pruned', retrained: 'retrained', file: 'accent' } as const;

/** The ledgers of the lesson's nets side by side; the files themselves out and in. */
export function ScaleFigure() {
  const { cut } = useCut();
  const say = useWords(words);
  const dense = useModel(SLOTS.dense);
  const pruned = useModel(SLOTS.cut);
  const retrained = useModel(SLOTS.retrained);
  const file = useModel(SLOTS.file);
  const models = { dense, cut: pruned, retrained, file };
  const isThere = (id: EntryId) =>
    models[id].status === 'ready' && (id === 'file' || models[id].summary?.name === cut.model);
  const there = ORDER.filter(isThere);
  const [isOn, setIsOn] = useState(false);
  const sayFailure = useFailureText();
  const [problem, setProblem] = useState<string | null>(null);
  const wanted = isOn ? there.find((id) => models[id].ledger === null && !models[id].weighing) : undefined;
  const isWeighing = there.some((id) => models[id].weighing);
  const weigh = wanted === undefined ? undefined : models[wanted].actions.weigh;
  useEffect(() => {
    if (weigh === undefined || isWeighing || problem !== null) return;
    weigh().catch((error: unknown) => setProblem(sayFailure(toFailure(error))));
  }, [weigh, isWeighing, problem, sayFailure]);
  return (
    <div className={styles.panel}>
      <CutData />
      <div className={styles.buttons}>
        {!isOn && (
          <Button kind="primary" isDisabled={there.length < 2} onPress={() => setIsOn(true)}>
            {say('weigh')}
          </Button>
        )}
        {isOn && isWeighing && <span className={styles.small}>{say('weighing')}</span>}
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
      <Scales
        entries={there.flatMap((id) => {
          const { ledger } = models[id];
          return isOn && ledger !== null ? [{ id, label: say(id), variant: variants[id], ledger }] : [];
        })}
      />
      {isOn && pruned.ledger !== null && (
        <details className={styles.more}>
          <summary>{say('bytes')}</summary>
          <ByteArithmetic ledger={pruned.ledger} />
        </details>
      )}
      <CutControls />
      <div className={styles.buttons}>
        {there
          .filter((id) => id !== 'file')
          .map((id) => (
            <DownloadButton
              key={id}
              slot={SLOTS[id]}
              label={say('download', { name: say(id) })}
              fileName={`${cut.model}-${id}.fwm`}
            />
          ))}
      </div>
      <ModelDrop slot={SLOTS.file} onOpen={() => setIsOn(true)} />
    </div>
  );
}
