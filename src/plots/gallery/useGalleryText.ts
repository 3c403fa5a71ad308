import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';

/**
 * Picks the reader's language: the gallery's samples are said nowhere else, so both texts stand beside each
 * other.
 */
export function useGalleryText(): (en: string, zh: string) => string {
  const { language } = usePlotLabels();
  return (en, zh) => (language === 'zh' ? zh : en);
}
