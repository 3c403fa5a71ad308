import { useMemo } from 'react';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useGradient, useModel } from '../../../src/state/hooks.ts';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { numberParam } from '../../../src/ui/lesson/params.ts';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen, useIsSeen } from '../../parts/seen.tsx';
import { useWords } from '../../parts/words.ts';
import { usePrunedKernels, useShare } from '../lab/shares.ts';
import { SLOTS } from '../lab/slots.ts';
import { useSharing } from '../settings.ts';
import { LiveSteps } from './LiveSteps.tsx';
import { NetMissing } from './NetChoice.tsx';

const words = {
  images: { en: 'Training images', zh: '训练图像' },
  rate: { en: 'Learning rate', zh: '学习率' },
  waiting: { en: 'The engine is working out the gradients.', zh: '引擎正在计算梯度。' },
  failed: {
    en: 'The gradients could not be worked out; change a control to try again.',
    zh: '没能算出梯度，动一下控件可以重试。',
  },
} as const;

const rateParam = numberParam({ initial: 0.001, min: 0.0001, max: 1, digits: 4 });
const imagesParam = numberParam({ initial: 100, min: 1, max: 500, digits: 0 });

/** The four steps of the example on the live layer, with the gradients that the engine works out. */
export function LiveFigure() {
  return (
    <Seen>
      <LiveBody />
    </Seen>
  );
}

function LiveBody() {
  const layers = usePrunedKernels().map(({ layer }) => layer);
  const [layer, showLayer] = useShownLayer(layers);
  const share = useShare(layer);
  const { sharing } = useSharing();
  const [images, setImages] = useLinkState('images', imagesParam);
  const [rate, setRate] = useLinkState('liveRate', rateParam);
  const say = useWords(words);
  const isSeen = useIsSeen();
  const isShared = useModel(SLOTS.shared, ({ summary }) => summary?.name === sharing.model);
  const query = useMemo(
    () =>
      share === null || !isShared || !isSeen
        ? null
        : { tensor: share.kernel.name, dataset: MODEL_DATASET[sharing.model], examples: images },
    [share, isShared, isSeen, sharing.model, images],
  );
  const gradient = useGradient(SLOTS.shared, query);
  const answer = gradient.answer ?? gradient.previous?.answer ?? null;
  if (share === null) return <NetMissing />;
  return (
    <div className={styles.panel}>
      <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
      {answer === null || answer.values.length !== share.codes.length ? (
        <Notice isLive={false}>{say(gradient.status === 'failed' ? 'failed' : 'waiting')}</Notice>
      ) : (
        <LiveSteps share={share} answer={answer} images={images} rate={rate} />
      )}
      <div className={styles.controls}>
        <Slider
          label={say('rate')}
          value={rate}
          onChange={setRate}
          min={0.0001}
          max={1}
          step={0.0001}
          scale="log"
          digits={4}
        />
        <Slider
          label={say('images')}
          value={images}
          onChange={setImages}
          min={1}
          max={500}
          step={1}
          digits={0}
        />
      </div>
    </div>
  );
}
