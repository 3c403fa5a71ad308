import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { RecipeError } from '../../recipe/error.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import { sayProblem } from '../../ui/language/problems.ts';
import { saySentence } from '../../ui/language/sentences.ts';
import { EXAMPLE } from './edit.ts';
import { sayRefusal } from './refusal.ts';

function refuse(recipe: unknown): { path: string; problem: string } {
  try {
    parseRecipe(recipe);
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error;
    const problem = error.message.slice(error.path === '' ? 'The recipe '.length : error.path.length + 1, -1);
    return { path: error.path, problem };
  }
  throw new Error('nothing was wrong');
}

const [train, prune] = EXAMPLE.stages;
const toField = (path: string) => (path.endsWith('epochs') ? '1. Train: Epochs' : null);

describe('a refusal', () => {
  it('goes by the names of the form, in both languages', () => {
    const { path, problem } = refuse({ ...EXAMPLE, stages: [{ ...train, epochs: 0 }] });
    expect(sayRefusal(path, problem, toField, 'en')).toBe(
      '1. Train: Epochs: must be a whole number from 1 to 1000, got 0.',
    );
    expect(sayRefusal(path, problem, toField, 'zh')).toBe(
      '1. Train: Epochs：应当是 1 到 1000 的整数，现在是 0。',
    );
  });

  it('says in Chinese what usually is wrong', () => {
    const distil = { temperature: 4, share: 0.5 };
    const wrong = [
      { ...EXAMPLE, stages: [{ ...train, distil }] },
      { ...EXAMPLE, stages: [{ ...train, distil: { teacher: { kind: 'stage', stage: 0 } } }] },
      { ...EXAMPLE, stages: [{ ...train, distil: { teacher: { kind: 'checkpoint', name: 'vgg-small' } } }] },
      { ...EXAMPLE, stages: [{ ...train, distil: { teacher: { kind: 'average', models: [] } } }] },
      { ...EXAMPLE, stages: [{ ...train, epoch: 3 }] },
      { ...EXAMPLE, stages: [{ ...prune, scope: 'all' }] },
      { ...EXAMPLE, stages: [{ ...prune, except: ['fc9'] }] },
      { ...EXAMPLE, seed: undefined },
      { ...EXAMPLE, dataset: { name: 'cifar10', trainExamples: 55_000 }, model: { name: 'resnet-20' } },
    ];
    for (const recipe of wrong) {
      const { path, problem } = refuse(recipe);
      const said = sayRefusal(path, problem, () => '字段', 'zh');
      expect(said).toMatch(/^字段：[\u4e00-\u9fff]/);
      expect(said).not.toContain('must');
    }
  });
});

/** How the end of a sentence begins that tells what is wrong with a field. */
const BEGINNING =
  /^(?:\(X[^)]*\) |\((?:dense|residual) X\) )?(?:must|needs|names|has|have|plus|reads|cannot be|quantizes|adds X|with an) /;
/** Of other errors than a recipe's. */
const OTHERS = [/^must be a positive/, /^has no (?:layer|tensor)/];

it('can say in Chinese all that the checks of recipes, specs and techniques say', () => {
  const folders = ['recipe', 'spec', 'techniques'].map((folder) =>
    path.join(import.meta.dirname, '../..', folder),
  );
  const sentences = folders.flatMap(listSources).flatMap((file) => readTexts(file));
  const problems = sentences.filter(
    (text) => BEGINNING.test(text) && !OTHERS.some((form) => form.test(text)),
  );
  expect(problems.length).toBeGreaterThan(30);
  expect(problems.filter((problem) => sayProblem(problem).includes('原话')).join('\n')).toBe('');
});

it('can say in Chinese all that stages and teachers find wrong with a net', () => {
  const folders = ['stages', 'teach'].map((folder) => path.join(import.meta.dirname, '../../core', folder));
  const thrown = folders.flatMap(listSources).flatMap((file) => readTexts(file, isThrown));
  expect(thrown.length).toBeGreaterThan(8);
  const unsaid = thrown.filter((text) => !/[\u4e00-\u9fff]/.test(saySentence(text) ?? ''));
  // Of nothing no stage makes a mean.
  expect(unsaid).toEqual(['there is no mean of nothing']);
});

/** The text of a new error, which no code says otherwise. */
function isThrown(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isNewExpression(parent) && /Error$/.test(parent.expression.getText()) && parent.arguments?.[0] === node
  );
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name));
}

/** Every text of a source, or those that are meant, with X for what is put in. */
function readTexts(file: string, isMeant: (node: ts.Node) => boolean = () => true): string[] {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && isMeant(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node) && isMeant(node))
      found.push(
        [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('X'),
      );
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
