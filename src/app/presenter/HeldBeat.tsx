import { useTranslation } from 'react-i18next';
import { PlotHold } from '../../plots/frame/PlotHold.tsx';
import { Beat, type BeatProps } from '../../ui/lesson/Beat.tsx';
import { useLesson } from '../../ui/lesson/context.tsx';

/** A beat whose measured curves wait, like its other answers, for the instructor's key. */
export function HeldBeat({ id, children }: BeatProps) {
  const { t } = useTranslation();
  const { isHeld } = useLesson();
  return (
    <Beat id={id}>
      <PlotHold message={isHeld(id) ? t('present.held') : null}>{children}</PlotHold>
    </Beat>
  );
}
