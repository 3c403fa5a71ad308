/**
 * What a lesson's prose may use without importing it: `<Beat>`, `<Aside>`, `<Term>`, ... and how plain text
 * is set.
 */
import type { MDXComponents } from 'mdx/types';
import { Beat } from '../lesson/Beat.tsx';
import { Aside } from './Aside.tsx';
import { Drive } from './Drive.tsx';
import { Exercise } from './Exercise.tsx';
import { Num } from './Num.tsx';
import { Predict } from './Predict.tsx';
import { ProseTable } from './ProseTable.tsx';
import { Say } from './Say.tsx';
import { SideBySide } from './SideBySide.tsx';
import { Term } from './Term.tsx';

export const PROSE_PARTS: MDXComponents = {
  Beat,
  Aside,
  Drive,
  Exercise,
  Num,
  Predict,
  Say,
  SideBySide,
  Term,
  table: ProseTable,
};
