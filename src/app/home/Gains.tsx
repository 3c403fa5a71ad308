import { useTranslation } from 'react-i18next';
import { toEnergyText, toSizeText } from '../../ui/control/sizes.ts';
import { type Bilingual, useLocale, useText } from '../../ui/language/bilingual.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import { MEASURES, type Measure } from '../../ui/lesson/meta.ts';
import type { Change, Gain } from './gains.ts';
import styles from './Home.module.css';

export interface GainsProps {
  /** Undefined while nothing is known. */
  readonly gain: Gain | undefined;
  /** What the lab's own figures are about. */
  readonly what: Bilingual | undefined;
}

/** The four things that a method is judged by, before and after; what is not measured says so. */
export function Gains({ gain, what }: GainsProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const text = useText();
  const count = (value: number) => toNumberText(value, locale);
  const formats: { readonly [M in Measure]: (value: number) => string } = {
    fileBytes: toSizeText,
    latencyMs: (value) => toNumberText(value, locale, 'ms'),
    energyPj: toEnergyText,
    wrong: count,
  };
  const label = (measure: Measure) => {
    if (measure !== 'wrong') return t(`home.map.${measure}`);
    return gain?.tested ? t('home.map.wrong', { tested: count(gain.tested) }) : t('home.map.wrongAlone');
  };
  return (
    <div className={styles.gains}>
      <dl>
        {MEASURES.map((measure) => (
          <div key={measure}>
            <dt>{label(measure)}</dt>
            <dd>
              <ChangeText change={gain?.changes[measure] ?? null} format={formats[measure]} />
            </dd>
          </div>
        ))}
      </dl>
      {gain !== undefined && gain.ranAt !== null && (
        <p>{t('home.map.own', { date: new Date(gain.ranAt).toLocaleString(locale) })}</p>
      )}
      {gain?.ranAt === null && what && <p>{t('home.map.lab', { what: text(what) })}</p>}
    </div>
  );
}

interface ChangeTextProps {
  readonly change: Change | null;
  readonly format: (value: number) => string;
}

function ChangeText({ change, format }: ChangeTextProps) {
  const { t } = useTranslation();
  if (change === null) return <span className={styles.unmeasured}>{t('home.map.notMeasured')}</span>;
  const after = format(change.after);
  if (change.before === null) return <strong>{after}</strong>;
  const before = format(change.before);
  return (
    <>
      <span className="visually-hidden">{t('home.map.from', { before, after })}</span>
      <span aria-hidden="true">
        {before} → <strong>{after}</strong>
      </span>
    </>
  );
}
