/** Every experiment of the lesson, as recipes: the trained net as it is. Nothing is trained here. */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import { fromTrained } from '../parts/recipes.ts';

export const toRecipe = (model: ModelName): RecipeInput => fromTrained(model, []);
