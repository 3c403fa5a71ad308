import { useModel } from '../../../src/state/hooks.ts';
import styles from '../../parts/figures/figures.module.css';
import { NetScales } from '../../parts/figures/NetScales.tsx';
import { useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/slots.ts';
import { useCut } from '../settings.ts';
import { ByteArithmetic } from './ByteArithmetic.tsx';
import { CutControls } from './CutControls.tsx';
import { CutData } from './CutData.tsx';

const words = {
  dense: { en: 'dense', zh: '剪枝前' },
  cut: { en: 'cut', zh: '剪枝后' },
  retrained: { en: 'retrained', zh: '再训练后' },
  bytes: { en: 'Where the bytes of the cut net go', zh: '剪枝后的文件里，字节都花在哪里' },
} as const;

/** The ledgers of the lesson's nets side by side; the files themselves out and in. */
export function ScaleFigure() {
  const { cut } = useCut();
  const say = useWords(words);
  const dense = useModel(SLOTS.dense);
  const pruned = useModel(SLOTS.cut);
  const retrained = useModel(SLOTS.retrained);
  const file = useModel(SLOTS.file);
  return (
    <div className={styles.panel}>
      <CutData />
      <NetScales
        name={cut.model}
        nets={[
          { id: 'dense', label: say('dense'), variant: 'dense', slot: SLOTS.dense, model: dense },
          { id: 'cut', label: say('cut'), variant: 'pruned', slot: SLOTS.cut, model: pruned },
          {
            id: 'retrained',
            label: say('retrained'),
            variant: 'retrained',
            slot: SLOTS.retrained,
            model: retrained,
          },
        ]}
        file={{ slot: SLOTS.file, model: file }}
        details={
          pruned.ledger !== null && (
            <details className={styles.more}>
              <summary>{say('bytes')}</summary>
              <ByteArithmetic ledger={pruned.ledger} />
            </details>
          )
        }
        controls={<CutControls />}
      />
    </div>
  );
}
