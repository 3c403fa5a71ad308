/**
 * The walls of the house. Each folder of src/ may import only what stands in its row; the reason is said
 * where a wall is hit.
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
    'spec',
    ['math'],
    ['valibot'],
    'a spec is what a net and its data are, as data with rules; everything else reads it',
  ],
  [
    'techniques',
    ['math', 'spec'],
    ['valibot'],
    'a technique is options and plain arithmetic that engine and page share; tensors belong to the core',
  ],
  [
    'recipe',
    ['math', 'spec', 'techniques'],
    ['valibot'],
    'a recipe is data and its validation; it must load anywhere without the engine',
  ],
  ['protocol', ['math', 'spec', 'techniques', 'recipe'], [], 'the worker contract is types and limits only'],
  [
    'codec',
    ['math', 'spec', 'techniques', 'protocol'],
    ['@noble/hashes'],
    'a file is bytes; it can be written and read without an engine',
  ],
  ['kernels', ['math', 'spec'], ['@tensorflow/', '@noble/hashes'], 'kernels are numerics below the models'],
  [
    'data',
    ['math', 'spec'],
    ['@tensorflow/', '@noble/hashes'],
    'data decodes bytes; it knows no model and no page',
  ],
  [
    'core',
    ['math', 'spec', 'techniques', 'recipe', 'kernels', 'data', 'protocol', 'codec'],
    ['@tensorflow/', '@noble/hashes'],
    'the core runs headless: no page, no worker',
  ],
  [
    'worker',
    ['math', 'spec', 'techniques', 'recipe', 'core', 'kernels', 'data', 'protocol', 'codec'],
    ['@tensorflow/'],
    'the worker only joins the core to the protocol',
  ],
  ['client', ['protocol', 'recipe', 'spec'], [], 'the page reaches the engine only through messages'],
  [
    'state',
    ['client', 'protocol', 'recipe', 'techniques', 'spec', 'math'],
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
    ['state', 'plots', 'ui', 'math', 'spec', 'techniques', 'recipe', 'protocol'],
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
        pathNot: [
          '^lessons/($1|parts)/',
          '^recipes/',
          '^src/(state|plots|ui|math|spec|techniques|recipe|protocol)/',
        ],
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
