import { useEffect } from 'react';
import { DATASETS, type DatasetName } from '../../../src/spec/datasets.ts';
import { useDataset, useEngine } from '../../../src/state/hooks.ts';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { Progress } from '../../../src/ui/control/Progress.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { useWords } from '../words.ts';
import styles from './figures.module.css';

const words = {
  preparing: {
    en: '{name} is being prepared where this page is served from. What needs it goes on by itself as soon as it is there.',
    zh: '提供本页的机器正在准备 {name}，准备好之后，需要它的图会自动继续。',
  },
  fetching: { en: 'Fetching {name}', zh: '正在下载 {name}' },
  progress: { en: 'Preparing {name}', zh: '正在准备 {name}' },
  again: { en: 'Try again', zh: '再试一次' },
  waiting: {
    en: 'The page asks again by itself every {seconds} seconds.',
    zh: '本页每 {seconds} 秒会自动再问一次。',
  },
} as const;

/** How often to ask for data that could not be had. */
const ASK_AGAIN_MS = 10_000;

/**
 * In a figure whose net is judged on a data set: says when that is not there, how far it is, and why it
 * cannot be had; asks again until it can. Nothing once the data has arrived. Questions that failed meanwhile
 * are asked again by themselves.
 */
export function DataOnItsWay({ dataset }: { readonly dataset: DatasetName }) {
  const { status, failure, progress, preparation } = useDataset(dataset);
  const { loadData } = useEngine(({ actions }) => actions);
  const say = useWords(words);
  const sayFailure = useFailureText();
  const again = () => loadData(dataset).catch(() => {}); // the state says why
  const isFailed = failure !== null;
  useEffect(() => {
    if (!isFailed) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') loadData(dataset).catch(() => {});
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isFailed, dataset, loadData]);

  if (status === 'ready' || status === 'complete') return null;
  const name = DATASETS[dataset].title;
  if (preparation?.kind === 'going')
    return (
      <div className={styles.panel}>
        <Notice>{say('preparing', { name })}</Notice>
        <Progress label={say('progress', { name })} fraction={preparation.fraction} />
      </div>
    );
  if (failure !== null)
    return (
      <Notice level="error" action={{ label: say('again'), run: again }}>
        {sayFailure(failure)} {say('waiting', { seconds: ASK_AGAIN_MS / 1000 })}
      </Notice>
    );
  if (status !== 'loading' || progress === null) return null;
  return <Progress label={say('fetching', { name })} fraction={progress.loadedBytes / progress.totalBytes} />;
}
