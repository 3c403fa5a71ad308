/**
 * The walls of the house. Each folder of src/ may import only what stands in its row; the reason is said where a wall is hit.
 */
const ours = '^(src/|lessons/|recipes/)';
const tests = '\\.test\\.tsx?$';

/** folder, folders it may import, packages it may import, why */
const walls = [
  [
    'math',
    [],
    ['pure-rand'],
    'math is formulas a student can check on paper; page and engine share it, so it stands on nothing',
  ],
  [
    'recipe',
    ['math'],
    ['valibot'],
    'a recipe is data and its validation; it must load anywhere without the engine',
  ],
  ['protocol', ['math', 'recipe'], [], 'the worker contract is types and limits only'],
  ['kernels', ['math', 'recipe'], ['@tensorflow/', '@noble/hashes'], 'kernels are numerics below the models'],
  [
    'data',
    ['math', 'recipe'],
    ['@tensorflow/', '@noble/hashes'],
    'data decodes bytes; it knows no model and no page',
  ],
  [
    'core',
    ['math', 'recipe', 'kernels', 'data', 'protocol'],
    ['@tensorflow/', '@noble/hashes'],
    'the core runs headless: no page, no worker',
  ],
  [
    'worker',
    ['math', 'core', 'kernels', 'data', 'protocol', 'recipe'],
    ['@tensorflow/'],
    'the worker only joins the core to the protocol',
  ],
  ['client', ['protocol', 'recipe'], [], 'the page reaches the engine only through messages'],
  [
    'state',
    ['client', 'protocol', 'recipe', 'math'],
    ['zustand', 'react', 'idb'],
    'stores know the client, never the engine',
  ],
  ['plots', ['math'], ['react', 'react-dom', 'd3-'], 'a chart is a function of props'],
  [
    'ui',
    ['math'],
    ['react', 'react-dom', 'react-aria-components', 'react-i18next', 'i18next', 'd3-', 'mdx/'],
    'controls know no store and no engine',
  ],
  [
    'app',
    ['state', 'plots', 'ui', 'math', 'recipe', 'protocol'],
    [
      'react',
      'react-dom',
      'react-i18next',
      'i18next',
      '@tanstack/',
      'virtual:',
      'react-aria-components',
      'mdx/',
      'katex/',
      'vite/',
    ],
    'the app puts the parts together',
  ],
];

const toPattern = (text) => text.replace(/[/\\-]/g, (c) => `\\${c}`);

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'a cycle has no top to start reading from',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'every import must exist',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?url$', '\\?worker'] },
    },
    {
      name: 'no-node',
      severity: 'error',
      comment: 'everything in src and lessons must run in a browser',
      from: { path: ours, pathNot: [tests, '^src/testing/'] },
      to: { dependencyTypes: ['core'] },
    },
    ...walls.map(([folder, may, , why]) => ({
      name: `wall-${folder}`,
      severity: 'error',
      comment: why,
      from: { path: `^src/${folder}/`, pathNot: tests },
      to: {
        path: ours,
        pathNot: [
          `^src/${folder}/`,
          ...may.map((name) => `^src/${name}/`),
          ...(folder === 'app' ? ['^lessons/', '^recipes/'] : []),
        ],
      },
    })),
    ...walls.map(([folder, , packages, why]) => ({
      name: `packages-${folder}`,
      severity: 'error',
      comment: why,
      from: { path: `^src/${folder}/`, pathNot: tests },
      to: {
        path: 'node_modules/',
        pathNot: packages.map(
          (name) => `node_modules/(@types/)?${toPattern(name)}${/[-/]$/.test(name) ? '' : '/'}`,
        ),
      },
    })),
    {
      name: 'wall-lessons',
      severity: 'error',
      comment:
        'a lesson uses what every lesson can use: its parts, state hooks, plots, ui, math, recipe, named recipes; never the engine or another lesson',
      from: { path: '^lessons/([^/]+)/', pathNot: tests },
      to: {
        path: ours,
        pathNot: ['^lessons/($1|parts)/', '^recipes/', '^src/(state|plots|ui|math|recipe|protocol)/'],
      },
    },
    {
      name: 'wall-parts',
      severity: 'error',
      comment: 'what several lessons are put together from serves any lesson, so it knows none',
      from: { path: '^lessons/parts/' },
      to: { path: '^lessons/', pathNot: '^lessons/parts/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.mdx', '.css', '.json'],
    },
  },
};
