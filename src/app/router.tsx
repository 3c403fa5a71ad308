/**
 * Which address shows what? Routes live behind the hash: the lab is one static file, so deep links work on
 * any host and under any path. Pages but the first are fetched when they are opened.
 */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { Home } from './home/Home.tsx';
import { NotFound } from './page/NotFound.tsx';
import { checkSearch, type LabSearch, readSearch, writeSearch } from './search.ts';
import { PageError } from './shell/PageError.tsx';
import { PageLoading } from './shell/PageLoading.tsx';
import { Shell } from './shell/Shell.tsx';

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: (raw: Record<string, unknown>): LabSearch => checkSearch(raw).search,
  search: { middlewares: [retainSearchParams(['lang', 'theme', 'answers'])] },
});

const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Home });

const lessonRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/lessons/$slug',
  component: lazyRouteComponent(() => import('./page/Lesson.tsx'), 'Lesson'),
});

const benchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/bench',
  component: lazyRouteComponent(() => import('./page/Bench.tsx'), 'Bench'),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./page/Settings.tsx'), 'Settings'),
});

const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/gallery',
  component: lazyRouteComponent(() => import('./page/GalleryPage.tsx'), 'GalleryPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, lessonRoute, benchRoute, settingsRoute, galleryRoute]),
  history: createHashHistory(),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultErrorComponent: PageError,
  defaultPendingComponent: PageLoading,
  defaultPendingMs: 300,
  // A lesson keeps its place itself, to the line: its text comes after its page.
  scrollRestoration: ({ location }) => !location.pathname.startsWith('/lessons/'),
  defaultStructuralSharing: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
