import type { ReactNode } from 'react';
import { DATASETS, type DatasetName } from '../../../src/spec/datasets.ts';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { TypedNumber } from '../../../src/ui/control/TypedNumber.tsx';
import { DigitPad } from '../../../src/ui/digit/DigitPad.tsx';
import { useWords } from '../words.ts';
import { type AnsweringNet, Answers } from './Answers.tsx';
import { ChosenPicture } from './ChosenPicture.tsx';
import { FigurePanel, type FigureView } from './FigurePanel.tsx';
import styles from './figures.module.css';
import { SOURCES, useChosenImage } from './images.ts';
import { NextDiffering, type NextDifferingProps } from './NextDiffering.tsx';

const words = {
  source: { en: 'Image', zh: '图像' },
  draw: { en: 'draw one', zh: '自己写' },
  test: { en: 'a test image', zh: '测试图像' },
  number: { en: 'Number', zh: '编号' },
  answers: { en: 'Answers', zh: '回答' },
} as const;

export interface PadPanelProps {
  /** Names the pad and the panel. */
  readonly id: string;
  readonly dataset: DatasetName;
  readonly nets: readonly AnsweringNet[];
  readonly notice?: ReactNode;
  readonly controls?: ReactNode;
  readonly note?: ReactNode;
  /** Pictures that stand before the answers. */
  readonly before?: readonly FigureView[];
  /** Leads to the next image that one net gets right and another wrong. */
  readonly differing?: NextDifferingProps;
}

/**
 * One image for several nets: a test image by its number or, where nets read digits, one that the reader
 * draws; and what each answers.
 */
export function PadPanel(props: PadPanelProps) {
  const { id, dataset, nets, notice, controls, note, before = [], differing } = props;
  const chosen = useChosenImage(dataset);
  const { source, setSource, index, setIndex, image, setDrawn } = chosen;
  const { classes, testCount } = DATASETS[dataset];
  const say = useWords(words);
  const picture = source === 'draw' ? <DigitPad id={id} onDigit={setDrawn} /> : <ChosenPicture {...chosen} />;
  return (
    <FigurePanel
      id={id}
      notice={notice}
      controls={
        <>
          {dataset === 'mnist' && (
            <Segmented
              label={say('source')}
              value={source}
              options={SOURCES.map((each) => ({ id: each, label: say(each) }))}
              onChange={setSource}
            />
          )}
          {source === 'test' && (
            <TypedNumber
              label={say('number')}
              value={index}
              onChange={setIndex}
              options={{ min: 0, max: testCount - 1, step: 1, scale: 'linear' }}
              digits={0}
            />
          )}
          {source === 'test' && differing !== undefined && <NextDiffering {...differing} />}
          {controls}
        </>
      }
      note={note}
      views={[
        ...before,
        {
          id: 'answers',
          label: say('answers'),
          content: (
            <div className={styles.beside}>
              {picture}
              <Answers nets={nets} classes={classes} pixels={image.pixels} truth={image.truth} />
            </div>
          ),
        },
      ]}
    />
  );
}
