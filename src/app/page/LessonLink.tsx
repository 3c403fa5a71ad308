import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { toLessonPath, useLeftSearch } from '../lastsearch.ts';

export interface LessonLinkProps {
  readonly slug: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Leads to a lesson, as the reader left it. */
export function LessonLink({ slug, className, children }: LessonLinkProps) {
  const left = useLeftSearch(toLessonPath(slug));
  return (
    <Link to="/lessons/$slug" params={{ slug }} search={left} className={className}>
      {children}
    </Link>
  );
}
