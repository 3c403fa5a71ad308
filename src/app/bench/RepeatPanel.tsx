import { useTranslation } from 'react-i18next';
import { MOST_REPEATS } from '../../math/repeats.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { useSweep } from '../../state/hooks.ts';
import { toClassName } from '../../ui/classes.ts';
import { ScrollBox } from '../../ui/control/ScrollBox.tsx';
import { Slider } from '../../ui/control/Slider.tsx';
import { Switch } from '../../ui/control/Switch.tsx';
import { useLocale } from '../../ui/language/bilingual.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import { useKeptState } from '../../ui/lesson/context.tsx';
import styles from './Bench.module.css';
import { listRepeats, type Repeats, readRepeats, SIDES } from './repeats.ts';
import { SweepControls } from './SweepControls.tsx';
import { usePointText } from './SweepResults.tsx';
import { useWhole } from './whole.ts';

export interface RepeatPanelProps {
  readonly letter: string;
  readonly recipe: RecipeInput;
  /** The other run, to compare with. */
  readonly otherLetter: string;
  readonly other: RecipeInput;
}

const USUAL = 5;

/** One experiment with several seeds, alone or beside the other run's. */
export function RepeatPanel({ letter, recipe, otherLetter, other }: RepeatPanelProps) {
  const { t } = useTranslation('bench');
  const sweep = useSweep('bench-repeats');
  const [count, setCount] = useKeptState('bench:repeats', USUAL);
  const [isAgainst, setAgainst] = useKeptState('bench:repeats-against', false);
  const [own, beside] = [useWhole(recipe), useWhole(other)];
  const canStart = own !== null && !(isAgainst && beside === null);
  return (
    <section className={toClassName(styles.section, styles.fields)} aria-labelledby="bench-repeats">
      <h2 id="bench-repeats">{t('repeats.title')}</h2>
      <p className={styles.note}>{t('repeats.note', { slot: letter })}</p>
      <div className={styles.row}>
        <Slider
          label={t('repeats.count')}
          value={count}
          onChange={setCount}
          min={2}
          max={MOST_REPEATS}
          step={1}
          digits={0}
        />
        <Switch isOn={isAgainst} onChange={setAgainst}>
          {t('repeats.against', { other: otherLetter })}
        </Switch>
      </div>
      <SweepControls
        sweep={sweep}
        canStart={canStart}
        onStart={() => {
          if (own !== null) void sweep.actions.start(listRepeats(own, isAgainst ? beside : null, count));
        }}
      />
      {sweep.points.length > 0 && <RepeatResults repeats={readRepeats(sweep.points)} />}
    </section>
  );
}

function RepeatResults({ repeats }: { readonly repeats: Repeats }) {
  const { t } = useTranslation('bench');
  const { rows, hasOther } = repeats;
  const toText = usePointText();
  const sides = hasOther ? SIDES : (['own'] as const);
  return (
    <>
      <RepeatSummary repeats={repeats} />
      <ScrollBox label={t('repeats.title')} className={styles.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('repeats.seed')}</th>
              {sides.map((side) => (
                <th key={side} scope="col">
                  {t(`repeats.${side}`)}
                </th>
              ))}
              {hasOther && <th scope="col">{t('repeats.more')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ seed, own, other }) => (
              <tr key={seed}>
                <th scope="row">{seed}</th>
                <td>{own === undefined ? '–' : toText(own)}</td>
                {hasOther && <td>{other === undefined ? '–' : toText(other)}</td>}
                {hasOther && (
                  <td>{own?.ledger && other?.ledger ? own.ledger.wrong - other.ledger.wrong : '–'}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

/** Mean and deviation of each, and whether their difference can be told from none. */
function RepeatSummary({ repeats }: { readonly repeats: Repeats }) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const percent = (value: number) => toNumberText(value, locale, '%');
  const { own, comparison, pairs, hasOther } = repeats;
  const spreads = SIDES.flatMap((side) => {
    const spread = repeats[side];
    if (spread === null) return [];
    const isOne = Number.isNaN(spread.deviation);
    const numbers = { mean: percent(spread.mean), deviation: isOne ? '–' : percent(spread.deviation) };
    return [t(`repeats.spread.${side}`, numbers)];
  });
  const { difference, half, verdict } = comparison ?? {};
  return (
    <div role="status">
      {own !== null && spreads.map((text) => <p key={text}>{text}</p>)}
      {hasOther && difference !== undefined && half != null && (
        <p>
          {t('repeats.difference', {
            pairs: String(pairs),
            mean: percent(difference.mean),
            deviation: percent(difference.deviation),
            half: percent(half),
          })}{' '}
          {t(`repeats.verdict.${verdict ?? 'open'}`)}
        </p>
      )}
    </div>
  );
}
