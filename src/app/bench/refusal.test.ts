import { describe, expect, it } from 'vitest';
import { RecipeError } from '../../recipe/error.ts';
import { parseRecipe } from '../../recipe/parse.ts';
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
