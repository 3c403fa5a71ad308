import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PlotHold } from '../../plots/frame/PlotHold.tsx';
import { Beat, type BeatProps } from '../../ui/lesson/Beat.tsx';
import { useHolding, useIsHeld } from '../../ui/lesson/context.tsx';

/** A beat whose measured curves, and pictures that answer its question, wait for the instructor's key. */
export function HeldBeat({ id, children }: BeatProps) {
  return (
    <Beat id={id}>
      <HeldPlots>{children}</HeldPlots>
    </Beat>
  );
}

function HeldPlots({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('ui');
  const { isHeld } = useHolding();
  const arePicturesHeld = useIsHeld('pictures');
  const messages = useMemo(
    () => ({
      curve: isHeld ? t('hold.curve') : null,
      picture: arePicturesHeld ? t('hold.picture') : null,
    }),
    [isHeld, arePicturesHeld, t],
  );
  return <PlotHold messages={messages}>{children}</PlotHold>;
}
