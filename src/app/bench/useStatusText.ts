import { useTranslation } from 'react-i18next';
import type { RunState } from '../../state/runstate.ts';
import { useLocale } from '../../ui/language/bilingual.ts';
import { sayStage } from './stagenames.ts';

/** One line on how a run stands. */
export function useStatusText(run: RunState): string {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  switch (run.status) {
    case 'idle':
      return '';
    case 'running': {
      const stage = run.stages[run.position?.stage ?? 0];
      if (stage === undefined) return t('run.starting');
      const words = t('run.running', {
        stage: String((run.position?.stage ?? 0) + 1),
        stages: String(run.stages.length),
        what: sayStage(stage, locale),
      });
      if (run.teacher !== null) {
        const share = Math.floor((100 * run.teacher.answered) / run.teacher.images);
        return [words, t('run.teacher', { share: String(share) })].join(' · ');
      }
      const last = run.series.losses.at(-1);
      return [
        words,
        ...(last === undefined ? [] : [`${t('run.loss')} ${last.toFixed(3)}`]),
        ...(run.pace ? [t('run.pace', { count: Math.round(run.pace.imagesPerSecond) })] : []),
      ].join(' · ');
    }
    case 'ended': {
      const time = t('compare.seconds', { value: ((run.elapsedMs ?? 0) / 1000).toFixed(1) });
      return t('run.ended', { time });
    }
    default:
      return t(`run.${run.status}`);
  }
}
