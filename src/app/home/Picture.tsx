import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/control/Notice.tsx';
import { Slider } from '../../ui/control/Slider.tsx';
import { toSizeText } from '../../ui/control/sizes.ts';
import { useLocale } from '../../ui/language/bilingual.ts';
import { useFailureText } from '../../ui/language/failures.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import { DigitSheet } from './DigitSheet.tsx';
import styles from './Picture.module.css';
import { type CutNet, TESTED, useCutNet } from './pruned.ts';
import { WeightField } from './WeightField.tsx';

const FIRST_LEVEL = 0.9;
const LAST_LEVEL = 0.99;

/**
 * A trained net whose smallest weights go as the reader drags, its file, and the test images that it still
 * reads.
 */
export function Picture() {
  const { t } = useTranslation();
  const sayFailure = useFailureText();
  const locale = useLocale();
  const [level, setLevel] = useState(FIRST_LEVEL);
  const net = useCutNet(level);
  const [first] = net.kernels;
  const [inputs = 0, units = 0] = first?.shape ?? [];
  return (
    <section className={styles.picture} aria-label={t('home.picture.label')}>
      <div className={styles.fieldBox}>
        {first === undefined ? (
          net.failure === null && <p className={styles.waiting}>{t('home.picture.waiting')}</p>
        ) : (
          <WeightField
            values={first.values}
            inputs={inputs}
            units={units}
            kept={net.masks[0]!}
            label={t('home.picture.field')}
          />
        )}
      </div>
      <Slider
        label={t('home.picture.cut')}
        value={level}
        onChange={setLevel}
        min={0}
        max={LAST_LEVEL}
        step={0.01}
        unit="%"
        digits={0}
      />
      {net.failure !== null && <Notice level="error">{sayFailure(net.failure)}</Notice>}
      <div className={styles.answers}>
        <FileSquare net={net} />
        <WrongCount net={net} />
      </div>
      <p className={styles.caption}>
        {t('home.picture.caption', {
          weights: first === undefined ? '…' : toNumberText(first.values.length, locale),
        })}
      </p>
    </section>
  );
}

/** The file's bytes as an area, inside that of the whole net's file. */
function FileSquare({ net: { dense, cut, isPending } }: { readonly net: CutNet }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const share = dense === null || cut === null ? 1 : cut.fileBytes / dense.fileBytes;
  const times = toNumberText(1 / share, locale, undefined, 1);
  return (
    <div className={styles.file} aria-busy={isPending}>
      <div className={styles.square} aria-hidden="true">
        <div
          style={{ width: `${100 * Math.sqrt(Math.min(share, 1))}%` }}
          data-waiting={cut === null || undefined}
        />
      </div>
      <p className={styles.number} data-pending={isPending || undefined} translate="no">
        <span>{t('home.picture.file')}</span>
        <strong>{cut === null ? '–' : toSizeText(cut.fileBytes)}</strong>
        {dense !== null && cut !== null && (
          <span>{t('home.picture.times', { dense: toSizeText(dense.fileBytes), times })}</span>
        )}
      </p>
    </div>
  );
}

function WrongCount({ net: { dense, cut, isPending } }: { readonly net: CutNet }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const count = (value: number) => toNumberText(value, locale);
  return (
    <div className={styles.wrong} aria-busy={isPending}>
      <DigitSheet evaluation={cut?.evaluation ?? null} />
      <p className={styles.number} data-pending={isPending || undefined} translate="no">
        <span>{t('home.picture.wrong')}</span>
        <strong>{cut?.evaluation ? count(cut.evaluation.wrong) : '–'}</strong>
        {dense?.evaluation && (
          <span>
            {t('home.picture.before', { tested: count(TESTED), dense: count(dense.evaluation.wrong) })}
          </span>
        )}
      </p>
    </div>
  );
}
