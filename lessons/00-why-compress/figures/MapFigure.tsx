import { useEffect, useState } from 'react';
import { RowBars } from '../../../src/plots/rows/RowBars.tsx';
import { toSizeText } from '../../../src/ui/control/sizes.ts';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { useLesson } from '../../../src/ui/lesson/context.tsx';
import type { CourseEntry } from '../../../src/ui/lesson/course.ts';
import { LESSON_GROUPS } from '../../../src/ui/lesson/meta.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { LESSON_TERMS, SAVERS, TERMS, type Term } from '../lab/course.ts';

const words = {
  title: {
    en: 'What each lesson saves: times that its file is smaller',
    zh: '每一课省下什么：文件的缩小倍数',
  },
  finding: {
    en: '{count} lessons measure a file so far. {title} makes it {times} times smaller, the most of all.',
    zh: '目前有 {count} 课量过文件，其中《{title}》缩小得最多：{times} 倍。',
  },
  loading: { en: 'Asking the other lessons', zh: '正在询问其他各课' },
  empty: { en: 'No other lesson has measured its file yet.', zh: '其他各课都还没有量过文件。' },
  picture: { en: 'Files', zh: '文件' },
  terms: { en: 'What gets less', zh: '减少的是什么' },
  times: { en: 'times smaller', zh: '缩小倍数' },
  lesson: { en: 'lesson', zh: '课' },
  row: { en: '{times}× · {before} → {after}', zh: '{times}× · {before} → {after}' },
  less: { en: 'aims at: {list}', zh: '目标：{list}' },
  toCome: { en: 'to come: {list}', zh: '待讲：{list}' },
  part: { en: 'Part', zh: '部分' },
  remove: { en: 'Take weights away', zh: '去掉权重' },
  share: { en: 'Share and encode', zh: '共享与编码' },
  bits: { en: 'bits', zh: '位数' },
  fewer: { en: 'Use fewer bits', zh: '用更少的位' },
  shape: { en: 'Build it smaller', zh: '把网络做小' },
  train: { en: 'Train it differently', zh: '换一种训练' },
  hardware: { en: 'Meet the hardware', zh: '走进硬件' },
  separator: { en: ', ', zh: '、' },
  weights: { en: 'weights', zh: '权重' },
  products: { en: 'products', zh: '乘加' },
  distance: { en: 'distance', zh: '距离' },
  time: { en: 'time', zh: '时间' },
  mistakes: { en: 'mistakes', zh: '答错' },
  tick: { en: '●', zh: '●' },
} as const;

/** The course as its lessons tell of themselves; null while their results are fetched. */
function useCourse(): readonly CourseEntry[] | null {
  const { loadCourse } = useLesson();
  const [course, setCourse] = useState<readonly CourseEntry[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    loadCourse().then(
      (found) => isWanted && setCourse(found),
      () => isWanted && setCourse([]),
    );
    return () => {
      isWanted = false;
    };
  }, [loadCourse]);
  return course;
}

/** What each lesson bought, on one axis, and which term of the sum each part of the course makes less. */
export function MapFigure() {
  const say = useWords(words);
  const course = useCourse();
  return (
    <FigurePanel
      id="map"
      views={[
        { id: 'picture', label: say('picture'), content: <Savings course={course} /> },
        { id: 'terms', label: say('terms'), grows: true, content: <Terms course={course} /> },
      ]}
    />
  );
}

interface CourseProps {
  readonly course: readonly CourseEntry[] | null;
}

const toTerms = ({ slug }: CourseEntry['outline']): readonly Term[] => LESSON_TERMS[slug] ?? [];

/** A lesson with the factor of its file, where it has measured one. */
function toSaving({ outline, isThere, changes: { fileBytes } }: CourseEntry) {
  const [before, after] = fileBytes ?? [0, 0];
  return { outline, isThere, before, after, times: after > 0 ? before / after : 0 };
}

function Savings({ course }: CourseProps) {
  const say = useWords(words);
  const text = useText();
  const { decimal } = useFormats();
  const lessons = (course ?? []).filter(({ outline }) => outline.group !== 'why').map(toSaving);
  const write = (times: number) => decimal(times, times < 10 ? 1 : 0);
  const measured = lessons.filter(({ times }) => times > 0);
  const best = measured.reduce((most, each) => (each.times > (most?.times ?? 0) ? each : most), measured[0]);
  const toText = ({ outline, isThere, before, after, times }: (typeof lessons)[number]) => {
    if (times > 0)
      return say('row', { times: write(times), before: toSizeText(before), after: toSizeText(after) });
    const list = toTerms(outline)
      .map((term) => say(term))
      .join(say('separator'));
    return say(isThere ? 'less' : 'toCome', { list });
  };
  return (
    <RowBars
      id="map-rows"
      title={say('title')}
      finding={say('finding', {
        count: measured.length,
        title: best === undefined ? '' : text(best.outline.title),
        times: write(best?.times ?? 1),
      })}
      state={
        best === undefined
          ? {
              kind: course === null ? 'loading' : 'empty',
              message: say(course === null ? 'loading' : 'empty'),
            }
          : { kind: 'ready' }
      }
      rows={lessons.map((each) => ({
        id: each.outline.slug,
        label: text(each.outline.title),
        variant: each.isThere ? SAVERS[each.outline.group] : 'muted',
        values: [each.times],
        text: toText(each),
      }))}
      parts={[{ id: 'times', label: say('times') }]}
      scale="log"
      from={1}
      valueLabel={say('times')}
      rowLabel={say('lesson')}
      format={(value) => `${write(value)}×`}
    />
  );
}

/** By part of the course: what its methods mean to make less. */
function Terms({ course }: CourseProps) {
  const say = useWords(words);
  const outlines = (course ?? []).map(({ outline }) => outline);
  return (
    <NumberTable
      title={say('terms')}
      columns={[say('part'), ...TERMS.map((term) => say(term))]}
      rows={LESSON_GROUPS.filter((group) => group !== 'why').map((group) => {
        const lessons = outlines.filter((outline) => outline.group === group);
        const terms = new Set(lessons.flatMap(toTerms));
        return {
          id: group,
          header: say(group === 'bits' ? 'fewer' : group),
          cells: TERMS.map((term) => (terms.has(term) ? say('tick') : '')),
        };
      })}
    />
  );
}
