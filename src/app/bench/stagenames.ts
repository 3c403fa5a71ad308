/** What a recipe's stages are called: "Train → Prune → Train". */
import { rowOf, type StageInput } from '../../techniques/stages.ts';
import type { Locale } from '../../ui/language/bilingual.ts';

export function sayStage(stage: Pick<StageInput, 'kind'>, locale: Locale): string {
  return rowOf(stage).title[locale];
}

export function sayStages(stages: readonly Pick<StageInput, 'kind'>[], locale: Locale): string {
  return stages.map((stage) => sayStage(stage, locale)).join(' → ');
}
