/**
 * Folders that import each other in a circle, so that none of them can be understood or moved without the
 * others. Dependency-cruiser's own rule for folders counts tests too, which may import anything; this walk
 * over its list of modules leaves them out. At every level of the tree each subfolder is one node with all
 * that lies under it. Files beside the subfolders are none: a lesson's settings and its entry rightly lie
 * side by side.
 */

/** @typedef {{ source: string, dependencies: { resolved: string }[] }} Module */
/** @typedef {{ folder: string, imported: string, example: string }} Edge */

const TEST = /\.test\.tsx?$/;

/**
 * @param {Module[]} modules
 * @returns {Edge[][]} each circle as the imports between its folders, one example for each
 */
export function findFolderCircles(modules) {
  const edges = listEdges(modules);
  return listComponents(edges).map((folders) =>
    [...edges.values()].filter(
      ({ folder, imported }) => folders.includes(folder) && folders.includes(imported),
    ),
  );
}

/** The circles as text for a reader who has to mend them. */
export function describeCircles(/** @type {Edge[][]} */ circles) {
  return circles
    .map((edges) => {
      const lines = edges.map(
        ({ folder, imported, example }) => `  ${folder} -> ${imported}, for example ${example}`,
      );
      return `error folder-circle: folders in a circle have no top to start reading from\n${lines.join('\n')}\n`;
    })
    .join('');
}

/**
 * One edge for every pair of sibling folders of which one imports from the other.
 *
 * @param {Module[]} modules
 */
function listEdges(modules) {
  /** @type {Map<string, Edge>} */
  const edges = new Map();
  for (const { source, dependencies } of modules.filter((module) => !TEST.test(module.source))) {
    for (const { resolved } of dependencies) {
      const [folder, imported] = toSiblings(source, resolved);
      if (folder === undefined || imported === undefined) continue;
      const key = `${folder} -> ${imported}`;
      if (!edges.has(key)) edges.set(key, { folder, imported, example: `${source} -> ${resolved}` });
    }
  }
  return edges;
}

/** The folders in which two files' paths part; none where one of the files lies right there. */
function toSiblings(/** @type {string} */ source, /** @type {string} */ resolved) {
  const [a, b] = [source.split('/'), resolved.split('/')];
  const depth = a.findIndex((name, index) => name !== b[index]);
  if (depth >= a.length - 1 || depth >= b.length - 1) return [];
  return [a.slice(0, depth + 1).join('/'), b.slice(0, depth + 1).join('/')];
}

/**
 * Strongly connected components of more than one folder, by reachability: two folders are in one when each
 * reaches the other.
 *
 * @param {Map<string, Edge>} edges
 */
function listComponents(edges) {
  /** @type {Map<string, Set<string>>} */
  const next = new Map();
  for (const { folder, imported } of edges.values()) {
    next.set(folder, (next.get(folder) ?? new Set()).add(imported));
  }
  const reached = new Map([...next.keys()].map((folder) => [folder, listReached(folder, next)]));
  /** @type {string[][]} */
  const components = [];
  for (const [folder, reaches] of reached) {
    if (!reaches.has(folder) || components.some((each) => each.includes(folder))) continue;
    components.push([...reaches].filter((other) => reached.get(other)?.has(folder)));
  }
  return components;
}

/** @param {string} from @param {Map<string, Set<string>>} next */
function listReached(from, next) {
  const reached = new Set(next.get(from));
  for (const folder of reached) for (const further of next.get(folder) ?? []) reached.add(further);
  return reached;
}
