/**
 * Which of valibot's issues is the one to tell? A union fails with the issues of all its options; the reader
 * meant one of them: the one that got furthest into the value.
 */
import type { BaseIssue } from 'valibot';
import { findNearest, shown } from '../spec/rules.ts';
import type { Key } from './error.ts';

type Issue = BaseIssue<unknown>;

export interface Finding {
  readonly keys: readonly Key[];
  /** The end of a sentence that begins with the path. */
  readonly problem: string;
  readonly nearest: number | undefined;
}

/** What a failed check found, from its first issue. */
export function toFinding(issue: Issue, above: readonly Key[] = []): Finding {
  const keys = [...above, ...toKeys(issue)];
  if (issue.type === 'union' && issue.issues) {
    const best = issue.issues
      .map((each) => ({ each, score: toScore(each) }))
      .reduce((a, b) => (b.score > a.score ? b : a));
    if (best.score > 0) return toFinding(best.each, keys);
  }
  return { keys, problem: toProblem(issue, keys), nearest: findNearest(issue.requirement, issue.input) };
}

function toKeys(issue: Issue): Key[] {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** Zero where the value was not of this option at all: another type, or other fields. */
function toScore(issue: Issue): number {
  const depth = toKeys(issue).length;
  const isOtherType = issue.kind === 'schema' && depth === 0;
  const isOtherFields = isAboutFields(issue) && depth === 1;
  return isOtherType || isOtherFields ? 0 : depth + 1;
}

function isUnknownField({ type, expected }: Issue): boolean {
  return type === 'strict_object' && expected === 'never';
}

function isMissingField({ type, received, path }: Issue): boolean {
  return type === 'strict_object' && received === 'undefined' && path !== undefined;
}

function isAboutFields(issue: Issue): boolean {
  return isUnknownField(issue) || isMissingField(issue);
}

function toProblem(issue: Issue, keys: readonly Key[]): string {
  if (isUnknownField(issue)) return 'is not a field that is known here';
  if (isMissingField(issue)) return 'is missing';
  if (issue.type === 'strict_object') return `must be an object, got ${shown(issue.input)}`;
  // `sparsity (sparsity) must be` says it twice.
  const last = keys.at(-1);
  return issue.message.replace(/^\((.*?)\) /, (all, what) => (what === last ? '' : all));
}
